import type { DenialFacts, DenyingPolicyType } from "./denial.ts";
import { readToken, skipSpace, wrappedPhrase } from "./wrapped.ts";

type ReasonFacts = Pick<DenialFacts, "deny" | "policyType" | "policyArn" | "through">;

const TYPES: readonly (readonly [words: string, type: DenyingPolicyType])[] = [
  ["identity-based policy", "identity-based policy"],
  ["resource-based policy", "resource-based policy"],
  ["service control policy", "service control policy"],
  ["resource control policy", "resource control policy"],
  ["permissions boundary", "permissions boundary"],
  ["session policy", "session policy"],
  // As the guide of 2023 prints it.
  ["sessions policy", "session policy"],
  ["VPC endpoint policy", "VPC endpoint policy"],
  ["role trust policy", "role trust policy"],
];

const IMPLICIT = new RegExp(`${wrappedPhrase("because no")}\\s+`, "g");
const EXPLICIT = new RegExp(`${wrappedPhrase("with an explicit deny")}(?:\\s+${wrappedPhrase("in")}\\s+(?:an?|the)\\s+)?`, "g");
const THROUGH = new RegExp(`\\s+${wrappedPhrase("transitively through")}\\s+(?:an?|the)\\s+`, "y");

/** How far behind the resource AWS's reason can begin: a resource in words is that long at most. */
const REACH = 300;

/** Why a request was denied, from the part of AWS's sentence that begins at `at`. */
export function readReason(text: string, at: number): ReasonFacts {
  const explicit = find(EXPLICIT, text, at);
  const implicit = find(IMPLICIT, text, at);
  if (explicit !== null && (implicit === null || explicit.index < implicit.index)) {
    return { deny: "explicit", ...policyAt(text, explicit.index + explicit[0].length) };
  }
  if (implicit === null) return { deny: "unspecified" };
  const type = typeAt(text, implicit.index + implicit[0].length);
  return { deny: "implicit", ...(type === null ? {} : { policyType: type.type }) };
}

function find(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null || found.index > at + REACH) return null;
  // The reason of another message is not this one's.
  return text.slice(at, found.index).includes("not authorized to perform") ? null : found;
}

function policyAt(text: string, at: number): Omit<ReasonFacts, "deny"> {
  const type = typeAt(text, at);
  if (type === null) return {};
  THROUGH.lastIndex = type.next;
  const through = THROUGH.test(text) ? typeAt(text, THROUGH.lastIndex) : null;
  const arn = arnAt(text, through?.next ?? type.next);
  return {
    policyType: type.type,
    ...(through === null ? {} : { through: through.type }),
    ...(arn === null ? {} : { policyArn: arn }),
  };
}

const TYPE_PATTERNS = TYPES.map(([words, type]) => ({ type, pattern: new RegExp(`${wrappedPhrase(words)}\\b`, "iy") }));

function typeAt(text: string, at: number): { type: DenyingPolicyType; next: number } | null {
  for (const { type, pattern } of TYPE_PATTERNS) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return { type, next: pattern.lastIndex };
  }
  return null;
}

/** `: arn:…`, of which a full stop at the end is the sentence's. */
function arnAt(text: string, at: number): string | null {
  if (text[at] !== ":") return null;
  const { token } = readToken(text, skipSpace(text, at + 1));
  const arn = token.replace(/[.,;]+$/, "");
  return /^arn:aws[a-z-]*:(?:iam|organizations):[^:]*:[^:]*:.+/.test(arn) ? arn : null;
}
