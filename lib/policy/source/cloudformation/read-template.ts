import { findMember, membersOf, type SourceNode, textOf } from "../source-node.ts";
import { createResolver } from "./create-resolver.ts";
import { readResource } from "./read-resource.ts";
import { listRoleLinks } from "./role-links.ts";
import { createTemplateScope, refuse, type TemplateInput } from "./template-scope.ts";

/** Adds every role's policy in a CloudFormation template, and names what is another kind of policy. */
export function readTemplate(template: SourceNode, input: TemplateInput): void {
  const scope = createTemplateScope(template, input);
  const { resolve, holds } = createResolver(scope);
  const resources = findMember(template, "Resources");
  if (resources?.type !== "map") {
    refuse(scope, (resources ?? template).from, "Expected Resources with the template's resources by name.");
    return;
  }
  const links = listRoleLinks(resources);
  for (const { name, value, from: at } of membersOf(resources)) {
    if (name.startsWith("Fn::")) {
      refuse(scope, at, `${name} is not worked out here; write the resources out.`);
      continue;
    }
    const condition = textOf(findMember(value, "Condition"));
    const isThere = condition === undefined || holds(condition, value.from);
    if (isThere === false) input.reading.skipped.push({ what: `${name}: its condition ${condition} does not hold`, at });
    else if (isThere) readResource({ name, at, value, resolve, scope }, links);
  }
}
