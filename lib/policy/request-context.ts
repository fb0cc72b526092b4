import type { AuthorizationRequest } from "#lib/domain/authorization.ts";

/** What a request has under a condition key. `isList`: it came as a list, so the key can have several values. */
export type FoundKey = { kind: "present"; values: readonly string[]; isList: boolean } | { kind: "absent" } | { kind: "unknown" };

/** The condition keys of one request, found without regard to case, as IAM does. */
export type RequestContext = { find(key: string): FoundKey };

const ABSENT: FoundKey = { kind: "absent" };
const UNKNOWN: FoundKey = { kind: "unknown" };
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Two keys that differ only in case make the key unknown: AWS documents the result as unexpected failures. So does a
 * key that another letter case of Unicode would match, because how IAM folds those is not documented.
 */
export function createContext(request: AuthorizationRequest): RequestContext {
  // Most statements ask for nothing: keys are folded when the first condition or variable asks.
  let index: KeyIndex | undefined;
  return {
    find(key) {
      index ??= indexKeys(request);
      return findKey(index, key);
    },
  };
}

type KeyIndex = {
  values: ReadonlyMap<string, FoundKey>;
  /** Keys with letters outside ASCII, in Unicode's lower case. */
  doubtful: ReadonlySet<string>;
  unknown: readonly string[];
  absent: readonly string[];
};

function indexKeys(request: AuthorizationRequest): KeyIndex {
  const values = new Map<string, FoundKey>();
  const doubtful = new Set<string>();
  for (const [key, value] of Object.entries(request.context)) {
    const folded = foldKey(key);
    values.set(folded, values.has(folded) ? UNKNOWN : present(value));
    if (NOT_ASCII.test(key)) doubtful.add(key.toLowerCase());
  }
  const fold = (patterns: readonly string[] | undefined) => (patterns ?? []).map(foldKey);
  return { values, doubtful, unknown: fold(request.unknownContext), absent: fold(request.absentContext) };
}

function findKey({ values, doubtful, unknown, absent }: KeyIndex, key: string): FoundKey {
  const folded = foldKey(key);
  const found = values.get(folded);
  if (found !== undefined) return found;
  const lower = key.toLowerCase();
  if (doubtful.has(lower) || (NOT_ASCII.test(key) && values.has(foldKey(lower)))) return UNKNOWN;
  if (covers(absent, folded)) return ABSENT;
  return covers(unknown, folded) ? UNKNOWN : ABSENT;
}

/** Lower case in ASCII alone. */
export function foldKey(key: string): string {
  return NOT_ASCII.test(key) ? key.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : key.toLowerCase();
}

/**
 * Requests can come as JSON, whose numbers and booleans count as their text, as IAM takes them in policies. Any other
 * value makes the key unknown, as does a text that is longer than any that AWS puts into a request.
 */
function present(value: unknown): FoundKey {
  const isList = Array.isArray(value);
  const values: readonly unknown[] = isList ? value : [value];
  const texts = values.flatMap((one) => {
    const text = typeof one === "number" || typeof one === "boolean" ? String(one) : one;
    return typeof text === "string" && text.length <= LONGEST_TEXT ? [text] : [];
  });
  if (texts.length < values.length) return UNKNOWN;
  return texts.length === 0 ? ABSENT : { kind: "present", values: texts, isList };
}

/** In characters. The longest value that a key of the reference can have is a KMS encryption context, at 8,192. */
export const LONGEST_TEXT = 16_384;

function covers(patterns: readonly string[], key: string): boolean {
  return patterns.some((pattern) => (pattern.endsWith("*") ? key.startsWith(pattern.slice(0, -1)) : key === pattern));
}
