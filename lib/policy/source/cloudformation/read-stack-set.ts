import { addInnerReading } from "../reading.ts";
import { findMember, itemsOf, type SourceNode, textOf } from "../source-node.ts";
import type { PolicyResource } from "./read-policy-entry.ts";
import { refuse } from "./template-scope.ts";

/** Adds the policies of the template that a stack set carries as a text, with the parameters that it is given. */
export function readStackSet({ resolve, scope }: PolicyResource, properties: SourceNode | undefined): void {
  const body = findMember(properties, "TemplateBody");
  const given: Record<string, string> = {};
  for (const parameter of itemsOf(findMember(properties, "Parameters"))) {
    const key = textOf(findMember(parameter, "ParameterKey"));
    const value = findMember(parameter, "ParameterValue");
    const resolved = value && resolve(value);
    if (key !== undefined && typeof resolved === "object" && resolved.type === "scalar") given[key] = String(resolved.value);
  }
  const template = body && resolve(body);
  if (template === undefined || template === "unknown") return;
  const text = typeof template === "object" ? textOf(template) : undefined;
  if (typeof template !== "object" || template.type !== "scalar" || text === undefined) {
    refuse(scope, body?.from ?? 0, "Expected TemplateBody to be the text of a template.");
    return;
  }
  const inner = scope.readInner(text, { ...scope.values, ...given });
  addInnerReading(scope.reading, inner, template.contents ?? scope.contentsOf(template));
}
