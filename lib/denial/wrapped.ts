/**
 * Matching in a text whose lines may be broken anywhere, within words too: a terminal breaks at its last column, a mail
 * program at a space.
 */

/** The source of a regular expression for a phrase: a space is any white space, and every letter may end a line. */
export function wrappedPhrase(phrase: string): string {
  return phrase
    .split(" ")
    .map((word) => [...word].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/, "\\$&")).join("\\n?"))
    .join("\\s+");
}

/** What comes after a name or an ARN in AWS's sentences. */
const FOLLOWS = new RegExp(
  `(?:${["is not authorized", "on resource", "because no", "with an explicit", "transitively", "Encoded authorization", "Go to http", "for complete"].map(wrappedPhrase).join("|")})`,
  "y",
);

/** Where a name certainly stops. */
const END = /[\s"'`\\)\]}]|<\/|<br/;

const MAX_TOKEN = 2_048;

/** A text without white space that begins at `at`, put together again where lines broke it; `next` is behind it. */
export function readToken(text: string, at: number): { token: string; next: number } {
  let token = "";
  let next = at;
  while (token.length < MAX_TOKEN) {
    const piece = pieceAt(text, next);
    token += piece;
    next += piece.length;
    if (piece === "" || text[next] !== "\n" || !goesOn(text, next + 1, token)) break;
    next += 1;
  }
  return { token, next };
}

/** Skips white space. */
export function skipSpace(text: string, at: number): number {
  let next = at;
  while (/\s/.test(text[next] ?? "x")) next += 1;
  return next;
}

function pieceAt(text: string, at: number): string {
  const rest = text.slice(at, at + MAX_TOKEN);
  const end = rest.search(END);
  return end < 0 ? rest : rest.slice(0, end);
}

function follows(text: string, at: number): boolean {
  FOLLOWS.lastIndex = at;
  return FOLLOWS.test(text);
}

const COMPLETE_NODE = /(?:^|\/)m?i-[0-9a-f]{17}$/;
const SHORT_NODE = /(?:^|\/)i-[0-9a-f]{8}$/;
const CUT_NODE = /(?:^|\/)m?i?-?[0-9a-f]{0,16}$/;

const ARN_CHARACTERS = /^[\w:/.*+=,@<>-]+$/;

/**
 * Whether the line at `at` is the rest of a token that the line before was too short for. Node ids tell by their length;
 * else what follows has to be what follows a whole token. At the end of a text nothing tells, and nothing is joined.
 */
function goesOn(text: string, at: number, token: string): boolean {
  if (follows(text, at)) return false;
  const piece = pieceAt(text, at);
  if (piece === "" || COMPLETE_NODE.test(token)) return false;
  const joined = token + piece.replace(/[.,;:]+$/, "");
  if (SHORT_NODE.test(token)) return COMPLETE_NODE.test(joined);
  if (CUT_NODE.test(token) && token.includes("i-") && (COMPLETE_NODE.test(joined) || SHORT_NODE.test(joined))) return true;
  const isArn = token.startsWith("arn:") && ARN_CHARACTERS.test(piece);
  // The fifth colon begins an ARN's resource: with fewer, more has to come.
  if (isArn && token.split(":").length < 6) return true;
  const after = at + piece.length;
  return follows(text, skipSpace(text, after));
}
