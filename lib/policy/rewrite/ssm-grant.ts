import { COMMON_FACTS } from "../action-facts.ts";
import { compilePolicy, namesAction } from "../compiled-statement.ts";
import { isEverything, parseGlob } from "../glob.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { type ConditionBlock, listOf, type Statement } from "../policy-document.ts";
import { foldKey } from "../request-context.ts";
import { canOverlap } from "./arn-overlap.ts";
import { readsAnyTag } from "./condition-parts.ts";
import { READS } from "./tagged-statements.ts";

/** What one Allow statement has to do with one of the actions that the tagged set is about. */
export type SsmGrant = {
  policy: number;
  index: number;
  action: SsmAction;
  /** Written out, and not also meant by a wildcard beside it. */
  isExplicit: boolean;
  /** null: the statement says which resources it does not mean. */
  resources: readonly string[] | null;
  /** Those of the resources that can take in something that the action works on. */
  touched: readonly string[];
  conditions: ConditionBlock;
  /** Whether its texts mean the same in a policy of today's version. */
  canMove: boolean;
};

export type SsmAction = "ssm:SendCommand" | "ssm:StartSession" | "ssm:TerminateSession" | "ssm:ResumeSession" | Read;
type Read = (typeof READS)[number];

export const NODE_ACTIONS = ["ssm:SendCommand", "ssm:StartSession"] as const;
export type NodeAction = (typeof NODE_ACTIONS)[number];

export const SESSION_ACTIONS = ["ssm:TerminateSession", "ssm:ResumeSession"] as const;

export const INSTANCE_SHAPE = "arn:*:ec2:*:*:instance/*";
export const HYBRID_SHAPE = "arn:*:ssm:*:*:managed-instance/*";
export const NODE_SHAPES: readonly string[] = [INSTANCE_SHAPE, HYBRID_SHAPE];
export const DOCUMENT_SHAPE = "arn:*:ssm:*:*:document/*";

const SHAPES: readonly (readonly [SsmAction, readonly string[]])[] = [
  ...NODE_ACTIONS.map((action) => [action, [...NODE_SHAPES, DOCUMENT_SHAPE]] as const),
  ...SESSION_ACTIONS.map((action) => [action, ["arn:*:ssm:*:*:session/*"]] as const),
  ...READS.map((action) => [action, []] as const),
];

/** Every grant of the policies, in order. By meaning: no Sid is looked at. */
export function readSsmGrants(policies: readonly NamedPolicy[]): readonly SsmGrant[] {
  return policies.flatMap(({ document }, policy) =>
    compilePolicy(document, "identity", policy, COMMON_FACTS).flatMap((compiled, index) => {
      const statement = document.Statement[index];
      if (statement === undefined || compiled.effect !== "Allow") return [];
      return SHAPES.filter(([action]) => namesAction(compiled, action) !== "no").map(([action, shapes]): SsmGrant => {
        const resources = statement.Resource === undefined ? null : listOf(statement.Resource);
        return {
          policy,
          index,
          action,
          isExplicit: isExplicit(statement, action),
          resources,
          touched: (resources ?? []).filter((resource) => overlapsOne(resource, shapes)),
          conditions: statement.Condition ?? {},
          canMove: document.Version === "2012-10-17" || !JSON.stringify(statement).includes("${"),
        };
      });
    }),
  );
}

export function overlapsOne(resource: string, shapes: readonly string[]): boolean {
  return shapes.some((shape) => canOverlap(resource, shape));
}

/** True where the grant can take in something that the action works on, of the shapes where they are given. */
export function touches({ resources, touched }: SsmGrant, shapes?: readonly string[]): boolean {
  return resources === null || touched.some((resource) => shapes === undefined || overlapsOne(resource, shapes));
}

/** True where an action without a resource level is granted: on everything, and not only on something with a tag. */
export function standsOnEverything({ resources, conditions }: SsmGrant): boolean {
  const isTagged = Object.values(conditions).some((keys) => Object.keys(keys).some((key) => readsAnyTag(foldKey(key))));
  return !isTagged && (resources === null || resources.some((resource) => isEverything(parseGlob(resource))));
}

function isExplicit({ Action: actions }: Statement, action: string): boolean {
  const names = listOf(actions).map((name) => name.toLowerCase());
  const wanted = action.toLowerCase();
  if (!names.includes(wanted)) return false;
  return !names.some((name) => /[*?]/.test(name) && canOverlap(name, wanted));
}
