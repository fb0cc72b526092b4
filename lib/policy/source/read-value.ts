import { createResolver } from "./cloudformation/create-resolver.ts";
import { type PolicyResource, readPolicyEntry, readPolicyValue } from "./cloudformation/read-policy-entry.ts";
import { readTemplate } from "./cloudformation/read-template.ts";
import { createTemplateScope, refuse, type TemplateInput } from "./cloudformation/template-scope.ts";
import { readAccountDetails } from "./read-account-details.ts";
import { findMember, itemsOf, type SourceNode, textOf } from "./source-node.ts";
import { isStatement, shapeOf } from "./value-shape.ts";

/**
 * Adds the policies of a JSON or YAML value, whatever it is of those that people have: a policy, a statement, a list of
 * either, what the AWS CLI prints, a template or a part of one. `name`: for what has none of its own.
 */
export function readValue(node: SourceNode, name: string, input: TemplateInput): void {
  const found = shapeOf(node);
  if (found.shape === "template") {
    readTemplate(found.template, input);
    return;
  }
  const scope = createTemplateScope(undefined, input);
  const { resolve } = createResolver(scope);
  const resource: PolicyResource = { name, at: node.from, value: node, resolve, scope };
  switch (found.shape) {
    case "policy-version":
      readPolicyValue(found.document, { name, kind: "managed", role: null }, resolve, scope);
      break;
    case "named-policy":
      readPolicyEntry(resource, node, textOf(findMember(node, "RoleName")) ?? null);
      break;
    case "named-policies":
      if (found.policies.type !== "list") refuse(scope, found.policies.from, "Expected a list of PolicyName and PolicyDocument.");
      for (const entry of itemsOf(found.policies)) readPolicyEntry(resource, entry, null);
      break;
    case "account-details":
      readAccountDetails(node, itemsOf(found.roles), resource);
      break;
    case "trust":
      scope.reading.skipped.push({ what: "trust policy, which says who may use the role", at: found.document.from });
      break;
    case "several":
      readSeveral(found.values, name, input);
      break;
    case "policy":
      readPolicyValue(node, { name, kind: "unknown", role: null }, resolve, scope);
      break;
  }
}

function readSeveral(values: readonly SourceNode[], name: string, input: TemplateInput): void {
  const statement = values.find(isStatement);
  if (statement === undefined) for (const value of values) readValue(value, name, input);
  else {
    const title = "Here is a statement, and elsewhere in the list a whole policy; a list has the one or the other.";
    input.reading.problems.push({ code: "invalid-policy", title, path: "", at: statement.from });
  }
}
