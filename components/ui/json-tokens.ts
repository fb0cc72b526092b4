export type JsonTokenKind = "key" | "string" | "number" | "literal" | "punctuation" | "space";

export type JsonToken = { kind: JsonTokenKind; text: string };

// One alternative per kind; whatever is left over (text that is not JSON) is taken as it is, character by character.
const TOKEN =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<literal>\b(?:true|false|null)\b)|(?<space>\s+)|(?<punctuation>.)/gs;

/**
 * Cuts JSON text into tokens for colouring. The tokens' texts joined are the text, whatever it is: broken JSON is
 * coloured as far as it goes, nothing is dropped or changed.
 */
export function tokenizeJson(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = kindOf(match.groups);
    const last = tokens.at(-1);
    if (last !== undefined && last.kind === kind && kind === "punctuation") last.text += match[0];
    else tokens.push({ kind, text: match[0] });
  }
  return tokens;
}

const KINDS: readonly JsonTokenKind[] = ["key", "string", "number", "literal", "space"];

function kindOf(groups: Record<string, string | undefined> | undefined): JsonTokenKind {
  return KINDS.find((kind) => groups?.[kind] !== undefined) ?? "punctuation";
}
