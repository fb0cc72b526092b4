import { matchesArnSegments } from "./arn-pattern.ts";
import { type Glob, matchesGlob } from "./glob.ts";
import { holdsRange, parseIpRange } from "./ip-range.ts";
import { type Truth, truthOf } from "./truth.ts";

/**
 * How an operator compares one value of the policy with one value of the request. `template` operators take policy
 * variables; the others parse both sides, and what does not parse is unknown (IAM reference, "Condition operators").
 */
export type Comparison =
  | { takes: "template"; wildcards: boolean; matches: (pattern: Glob, actual: string) => Truth }
  | { takes: "text"; matches: (expected: string, actual: string) => Truth };

export type ConditionOperator = {
  /** Null is asked of the key's presence and compares nothing. */
  comparison: Comparison | "presence";
  /** Matches where no value of the policy does; and where the key is missing. */
  negated: boolean;
  set: "ForAllValues" | "ForAnyValue" | null;
  ifExists: boolean;
};

/** The operator by its name in a policy, or null for one that is not implemented: a condition on it is unknown. */
export function parseOperator(name: string): ConditionOperator | null {
  const colon = name.indexOf(":");
  const set = colon < 0 ? null : name.slice(0, colon);
  if (set !== null && set !== "ForAllValues" && set !== "ForAnyValue") return null;
  const rest = name.slice(colon + 1);
  const ifExists = rest.endsWith("IfExists");
  const base = ifExists ? rest.slice(0, -"IfExists".length) : rest;
  if (base === "Null") return set !== null || ifExists ? null : { comparison: "presence", negated: false, set, ifExists };
  const known = Object.hasOwn(OPERATORS, base) ? OPERATORS[base] : undefined;
  return known === undefined ? null : { ...known, set, ifExists };
}

const exact = template(false, (pattern, actual) => truthOf(isSameText(pattern, actual)));
const ignoreCase = template(false, matchesIgnoringCase);
const like = template(true, (pattern, actual) => truthOf(matchesGlob(pattern, actual)));
// What is not an ARN does not match one. Whether it then fails to match, as the inverted operators ask, is not said.
const arn = template(true, (pattern, actual) => {
  const matches = matchesArnSegments(pattern, actual);
  if (matches !== null) return truthOf(matches);
  return matchesGlob(pattern, actual) ? "unknown" : "no";
});
const notArn = template(true, (pattern, actual) => {
  const matches = matchesArnSegments(pattern, actual);
  return matches === null ? "unknown" : truthOf(matches);
});

const OPERATORS: Readonly<Record<string, { comparison: Comparison; negated: boolean }>> = {
  StringEquals: { comparison: exact, negated: false },
  StringNotEquals: { comparison: exact, negated: true },
  StringEqualsIgnoreCase: { comparison: ignoreCase, negated: false },
  StringNotEqualsIgnoreCase: { comparison: ignoreCase, negated: true },
  StringLike: { comparison: like, negated: false },
  StringNotLike: { comparison: like, negated: true },
  // "ArnEquals and ArnLike behave identically" (IAM reference).
  ArnEquals: { comparison: arn, negated: false },
  ArnLike: { comparison: arn, negated: false },
  ArnNotEquals: { comparison: notArn, negated: true },
  ArnNotLike: { comparison: notArn, negated: true },
  BinaryEquals: { comparison: parsed(parseBinary, (a, b) => a === b), negated: false },
  Bool: { comparison: parsed(parseBoolean, (a, b) => a === b), negated: false },
  NumericEquals: { comparison: parsed(parseNumber, (a, b) => a === b), negated: false },
  NumericNotEquals: { comparison: parsed(parseNumber, (a, b) => a === b), negated: true },
  NumericLessThan: { comparison: parsed(parseNumber, (a, b) => b < a), negated: false },
  NumericLessThanEquals: { comparison: parsed(parseNumber, (a, b) => b <= a), negated: false },
  NumericGreaterThan: { comparison: parsed(parseNumber, (a, b) => b > a), negated: false },
  NumericGreaterThanEquals: { comparison: parsed(parseNumber, (a, b) => b >= a), negated: false },
  DateEquals: { comparison: parsed(parseDate, (a, b) => a === b), negated: false },
  DateNotEquals: { comparison: parsed(parseDate, (a, b) => a === b), negated: true },
  DateLessThan: { comparison: parsed(parseDate, (a, b) => b < a), negated: false },
  DateLessThanEquals: { comparison: parsed(parseDate, (a, b) => b <= a), negated: false },
  DateGreaterThan: { comparison: parsed(parseDate, (a, b) => b > a), negated: false },
  DateGreaterThanEquals: { comparison: parsed(parseDate, (a, b) => b >= a), negated: false },
  IpAddress: { comparison: { takes: "text", matches: matchesAddress }, negated: false },
  NotIpAddress: { comparison: { takes: "text", matches: matchesAddress }, negated: true },
};

function template(wildcards: boolean, matches: (pattern: Glob, actual: string) => Truth): Comparison {
  return { takes: "template", wildcards, matches };
}

function parsed<T>(parse: (text: string) => T | null, holds: (expected: T, actual: T) => boolean): Comparison {
  return {
    takes: "text",
    matches(expected, actual) {
      const [left, right] = [parse(expected), parse(actual)];
      return left === null || right === null ? "unknown" : truthOf(holds(left, right));
    },
  };
}

function isSameText(pattern: Glob, actual: string): boolean {
  if (pattern.length !== actual.length) return false;
  for (let at = 0; at < pattern.length; at++) if (pattern[at] !== actual.charCodeAt(at)) return false;
  return true;
}

/** How IAM folds letters outside ASCII is not documented: a match that needs one of them is unknown. */
function matchesIgnoringCase(pattern: Glob, actual: string): Truth {
  const expected = pattern.map((code) => String.fromCharCode(code)).join("");
  if (asciiLower(expected) === asciiLower(actual)) return "yes";
  const folded = [expected.toLowerCase(), expected.toUpperCase()];
  return folded.includes(actual.toLowerCase()) || folded.includes(actual.toUpperCase()) ? "unknown" : "no";
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** "If you specify an IP address without the associated routing prefix, IAM uses the default prefix value of /32." */
function matchesAddress(expected: string, actual: string): Truth {
  const [range, address] = [parseIpRange(expected), parseIpRange(actual)];
  if (range === null || address === null) return "unknown";
  if (holdsRange(range, address)) return "yes";
  // Of one version 6 address that would be a whole network, which the reference may not mean.
  return !expected.includes("/") && holdsRange({ ...range, prefix: 32 }, address) ? "unknown" : "no";
}

/** The bytes of a base-64 text, as a string of their codes. */
function parseBinary(text: string): string | null {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? atob(text) : null;
}

function parseBoolean(text: string): boolean | null {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : null;
}

/** Beyond fifteen digits a double is not exact. */
function parseNumber(text: string): number | null {
  return /^[+-]?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, "").length <= 15 ? Number(text) : null;
}

/** Epoch seconds, or one of the W3C forms of ISO 8601; a time of day needs its zone. Milliseconds since the epoch. */
function parseDate(text: string): number | null {
  if (/^\d{1,12}$/.test(text) && text.length !== 4) return Number(text) * 1000;
  if (!/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
