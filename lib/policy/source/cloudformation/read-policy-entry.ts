import type { PolicyLabel } from "../read-document.ts";
import { readDocument } from "../read-document.ts";
import { readDocumentText } from "../read-document-text.ts";
import { createReading } from "../reading.ts";
import { findMember, type SourceNode, textOf } from "../source-node.ts";
import { createResolver } from "./create-resolver.ts";
import { type Resolve, refuse, type TemplateScope } from "./template-scope.ts";

/** A resource of a template, by its logical id and where that stands. */
export type PolicyResource = { name: string; at: number; value: SourceNode; resolve: Resolve; scope: TemplateScope };

/** Adds one of a role's Policies: PolicyName and PolicyDocument. `role`: whose it is, null where that is not told. */
export function readPolicyEntry(resource: PolicyResource, entry: SourceNode, role: string | null): void {
  const isCall = findMember(entry, "PolicyDocument") === undefined;
  const policy = isCall ? resource.resolve(entry) : entry;
  if (policy !== "unknown" && policy !== "absent") readPolicyProperties(resource, policy, false, role);
}

/** Adds the policy that a resource's properties, or an entry of a role's Policies, hold. */
export function readPolicyProperties(
  { name: id, at, resolve, scope }: PolicyResource,
  properties: SourceNode | undefined,
  isManaged: boolean,
  role: string | null,
): void {
  const document = findMember(properties, "PolicyDocument");
  if (document === undefined) {
    refuse(scope, properties?.from ?? at, `Expected PolicyDocument in ${id}.`);
    return;
  }
  const name = isManaged ? findMember(properties, "ManagedPolicyName") : findMember(properties, "PolicyName");
  readPolicyValue(document, { name: nameOf(name, scope) ?? id, kind: isManaged ? "managed" : "inline", role }, resolve, scope);
}

/** Adds the policy that a value is, or a text of it, once its intrinsic functions are worked out. */
export function readPolicyValue(document: SourceNode, label: PolicyLabel, resolve: Resolve, scope: TemplateScope): void {
  const resolved = resolve(document);
  if (resolved === "unknown") return;
  if (resolved === "absent") refuse(scope, document.from, "Expected a policy document.");
  else if (resolved.type === "scalar" && typeof resolved.value === "string") {
    const pieces = resolved.contents ?? scope.contentsOf(resolved);
    readDocumentText({ text: resolved.value, pieces }, label, scope.reading);
  } else readDocument(resolved, label, scope.reading);
}

/** A name is for people: where it is made of values that are not known, the logical id does as well. */
function nameOf(node: SourceNode | undefined, scope: TemplateScope): string | undefined {
  if (node === undefined) return undefined;
  const resolved = createResolver({ ...scope, reading: createReading() }).resolve(node);
  return typeof resolved === "object" ? textOf(resolved) : undefined;
}
