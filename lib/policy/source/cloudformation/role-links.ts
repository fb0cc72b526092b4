import { findMember, itemsOf, membersOf, type SourceNode, textOf } from "../source-node.ts";

/** Which resources of a template belong together, by their logical ids. */
export type RoleLinks = {
  /** The role that has the policy; not there where none of the text has it, or several. */
  roleOf: ReadonlyMap<string, string>;
  /** Policies that are some principal's permissions boundary, and attached to nobody: they grant nothing. */
  boundaries: ReadonlySet<string>;
  resources: ReadonlySet<string>;
};

export function listRoleLinks(resources: SourceNode): RoleLinks {
  const holders = new Map<string, Set<string>>();
  const boundaries = new Set<string>();
  const link = (policy: string | undefined, role: string | undefined) => {
    if (policy === undefined || role === undefined) return;
    holders.set(policy, (holders.get(policy) ?? new Set()).add(role));
  };
  for (const { name, value } of membersOf(resources)) {
    const properties = findMember(value, "Properties");
    for (const arn of itemsOf(findMember(properties, "ManagedPolicyArns"))) link(referenceIn(arn), name);
    for (const role of itemsOf(findMember(properties, "Roles"))) link(name, referenceIn(role));
    link(name, referenceIn(findMember(properties, "RoleName")));
    const boundary = referenceIn(findMember(properties, "PermissionsBoundary"));
    if (boundary !== undefined) boundaries.add(boundary);
  }
  const roleOf = [...holders].flatMap(([policy, [role, ...more]]) =>
    role === undefined || more.length > 0 ? [] : [[policy, role] as const],
  );
  const ids = membersOf(resources).map(({ name }) => name);
  return {
    roleOf: new Map(roleOf),
    resources: new Set(ids),
    boundaries: new Set([...boundaries].filter((policy) => !holders.has(policy))),
  };
}

/** The name in `{Ref: name}` or in a GetAtt of it, and a role's name that is written out. */
function referenceIn(node: SourceNode | undefined): string | undefined {
  const attribute = findMember(node, "Fn::GetAtt");
  const [first] = itemsOf(attribute);
  return textOf(node) ?? textOf(findMember(node, "Ref")) ?? textOf(first) ?? textOf(attribute)?.split(".")[0];
}
