/** `*` in a pattern. */
export const ANY = -1;
/** `?` in a pattern. */
export const ONE = -2;
/** `*` in a pattern where it holds within the segment between two colons. */
export const WITHIN = -3;
export const COLON = ":".charCodeAt(0);

/** UTF-16 code units, with ANY and ONE where the pattern has a wildcard. No regular expression is ever built from input. */
export type Glob = readonly number[];

/** `*` and `?` as wildcards, everything else as it is. */
export function parseGlob(text: string): Glob {
  return literalGlob(text).map((code) => (code === STAR ? ANY : code === QUESTION ? ONE : code));
}

/** The text as it is, wildcards included. */
export function literalGlob(text: string): Glob {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at++) codes.push(text.charCodeAt(at));
  return codes;
}

/** Time is at most proportional to the product of the lengths: one step back per `*`, never a tree of them. */
export function matchesGlob(glob: Glob, text: string): boolean {
  let at = 0;
  let inGlob = 0;
  let starInGlob = -1;
  let starAt = 0;
  while (at < text.length) {
    const token = glob[inGlob];
    if (token === ANY) {
      starInGlob = inGlob++;
      starAt = at;
    } else if (token === ONE || token === text.charCodeAt(at)) {
      inGlob++;
      at++;
    } else if (starInGlob >= 0) {
      inGlob = starInGlob + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (glob[inGlob] === ANY) inGlob++;
  return inGlob === glob.length;
}

/**
 * The same where colons part the text: WITHIN and `?` take in no colon. It is enough to step back to the last WITHIN,
 * and where that meets a colon to the last `*`: what stands between two `*` has a leftmost place, and no later place of
 * it ends earlier.
 */
export function matchesWithin(glob: Glob, text: string): boolean {
  let at = 0;
  let inGlob = 0;
  let starInGlob = -1;
  let starAt = 0;
  let withinInGlob = -1;
  let withinAt = 0;
  while (at < text.length) {
    const token = glob[inGlob];
    const code = text.charCodeAt(at);
    if (token === ANY) {
      starInGlob = inGlob++;
      starAt = at;
      withinInGlob = -1;
    } else if (token === WITHIN) {
      withinInGlob = inGlob++;
      withinAt = at;
    } else if (token === code || (token === ONE && code !== COLON)) {
      inGlob++;
      at++;
    } else if (withinInGlob >= 0 && text.charCodeAt(withinAt) !== COLON) {
      inGlob = withinInGlob + 1;
      at = ++withinAt;
    } else if (starInGlob >= 0) {
      inGlob = starInGlob + 1;
      at = ++starAt;
      withinInGlob = -1;
    } else {
      return false;
    }
  }
  while (glob[inGlob] === ANY || glob[inGlob] === WITHIN) inGlob++;
  return inGlob === glob.length;
}

/** True for `*`, `**`, …: matches every text. */
export function isEverything(glob: Glob): boolean {
  return glob.length > 0 && glob.every((token) => token === ANY);
}

export function hasWildcard(glob: Glob): boolean {
  return glob.includes(ANY) || glob.includes(ONE);
}

/** The pieces of a pattern between the first `limit - 1` separators; the last piece holds all that remains. */
export function splitGlob(glob: Glob, separator: string, limit: number): readonly Glob[] {
  const code = separator.charCodeAt(0);
  const pieces: Glob[] = [];
  let start = 0;
  while (pieces.length < limit - 1) {
    const end = glob.indexOf(code, start);
    if (end < 0) break;
    pieces.push(glob.slice(start, end));
    start = end + 1;
  }
  pieces.push(glob.slice(start));
  return pieces;
}

const STAR = "*".charCodeAt(0);
const QUESTION = "?".charCodeAt(0);
