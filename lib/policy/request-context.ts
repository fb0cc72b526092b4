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
  /** As they came. */
  values: ReadonlyMap<string, unknown>;
  /** Keys that came in two spellings. */
  ambiguous: ReadonlySet<string> | null;
  /** Keys with letters outside ASCII, in Unicode's lower case. */
  doubtful: ReadonlySet<string> | null;
  unknown: readonly string[];
  absent: readonly string[];
};

function indexKeys(request: AuthorizationRequest): KeyIndex {
  const values = new Map<string, unknown>();
  let doubtful: Set<string> | null = null;
  let ambiguous: Set<string> | null = null;
  for (const key of Object.keys(request.context)) {
    const folded = foldKey(key);
    if (values.has(folded)) ambiguous = (ambiguous ?? new Set()).add(folded);
    values.set(folded, request.context[key]);
    if (NOT_ASCII.test(folded)) doubtful = (doubtful ?? new Set()).add(key.toLowerCase());
  }
  const fold = (patterns: readonly string[] | undefined) => (patterns ?? []).map(foldKey);
  return { values, ambiguous, doubtful, unknown: fold(request.unknownContext), absent: fold(request.absentContext) };
}

function findKey({ values, ambiguous, doubtful, unknown, absent }: KeyIndex, key: string): FoundKey {
  const folded = foldKey(key);
  if (ambiguous?.has(folded) === true) return UNKNOWN;
  const value = values.get(folded);
  if (value !== undefined) return present(value);
  if (doubtful?.has(key.toLowerCase()) === true) return UNKNOWN;
  if (NOT_ASCII.test(key) && values.has(foldKey(key.toLowerCase()))) return UNKNOWN;
  if (covers(absent, folded)) return ABSENT;
  return covers(unknown, folded) ? UNKNOWN : ABSENT;
}

/** Lower case in ASCII alone. */
export function foldKey(key: string): string {
  const known = folds.get(key);
  if (known !== undefined) return known;
  const folded = NOT_ASCII.test(key) ? key.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : key.toLowerCase();
  if (folds.size < REMEMBERED_FOLDS && key.length < 200) folds.set(key, folded);
  return folded;
}

/** Requests by the hundred thousand have the same few keys. */
const folds = new Map<string, string>();
const REMEMBERED_FOLDS = 5_000;

/**
 * Requests can come as JSON, whose numbers and booleans count as their text, as IAM takes them in policies. Any other
 * value makes the key unknown, as does a text that is longer than any that AWS puts into a request.
 */
function present(value: unknown): FoundKey {
  if (typeof value === "string" && value.length <= LONGEST_TEXT) return { kind: "present", values: [value], isList: false };
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
