import type { DenialFacts, PrincipalKind } from "./denial.ts";

/** What was denied, on what, by which kind of policy: one sentence, of nothing that the text did not tell. */
export function summariseDenial(facts: DenialFacts): string {
  const what = facts.action ?? (facts.operation === undefined ? "a request" : `the call ${facts.operation}`);
  return `${principalWords(facts)} was denied ${what}${resourceWords(facts)}${reasonWords(facts)}.`;
}

const KIND_WORDS: Readonly<Record<Exclude<PrincipalKind, "unknown">, string>> = {
  user: "user",
  role: "role",
  "assumed-role": "role",
  "federated-user": "federated user",
  root: "root user",
};

function principalWords({ principal, principalKind, role }: DenialFacts): string {
  if (principal === undefined) return "The caller";
  if (principalKind === "unknown") return `“${principal}”`;
  if (principalKind === "root") return "The root user";
  return `The ${KIND_WORDS[principalKind]} ${role ?? principal.slice(principal.lastIndexOf("/") + 1)}`;
}

function resourceWords({ resource, resourceKind, nodeId, document }: DenialFacts): string {
  if (resource === undefined) return "";
  if (document !== undefined) return ` with the document ${document}`;
  if (resourceKind === "wildcard") return " on everything at once";
  if (resourceKind === "session") return ` on the session ${resource.slice(resource.lastIndexOf("/") + 1)}`;
  if (nodeId === undefined) return ` on ${resource}`;
  return ` on the ${resourceKind === "managed-instance" ? "hybrid node" : "instance"} ${nodeId}`;
}

function reasonWords({ deny, policyType, through }: DenialFacts): string {
  const type = policyType === undefined ? "" : `${/^identity/.test(policyType) ? "an" : "a"} ${policyType}`;
  const by = through === undefined ? type : `${type}, through a ${through}`;
  if (deny === "explicit") return type === "" ? ", explicitly" : `: ${by} denies it explicitly`;
  if (deny === "implicit") return type === "" ? ", because nothing allows it" : `, because no ${policyType} allows it`;
  return "; the message does not say which policy denied it";
}
