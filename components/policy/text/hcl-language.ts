import { StreamLanguage, type StringStream } from "@codemirror/language";

/**
 * Colours for Terraform, read once from left to right, so that no text can make it slow. It tells strings, heredocs,
 * comments, numbers and names before `=` or `{` apart; the meaning is lib/policy/source's business.
 */
export const hclLanguage = StreamLanguage.define<HclState>({
  name: "hcl",
  startState: () => ({ until: null }),
  copyState: ({ until }) => ({ until }),
  token: nextToken,
  languageData: { commentTokens: { line: "#" } },
});

/** What ends that which began on an earlier line: a comment's end, or a heredoc's word. */
type HclState = { until: { mark: string; kind: "comment" | "string" } | null };

function nextToken(stream: StringStream, state: HclState): string | null {
  if (state.until !== null) return goOn(stream, state, state.until);
  if (stream.eatSpace()) return null;
  if (stream.match("#") || stream.match("//")) return toEnd(stream, "comment");
  if (stream.match("/*")) return goOn(stream, state, { mark: "*/", kind: "comment" });
  const heredoc = stream.match(/^<<[-~]?([A-Za-z_]\w*)/);
  if (Array.isArray(heredoc)) {
    state.until = { mark: heredoc[1] ?? "", kind: "string" };
    return "string";
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return stream.match(/^\s*=(?!=)/, false) ? "propertyName" : "string";
  if (stream.match(/^\d+(?:\.\d+)?/)) return "number";
  if (stream.match(/^(?:true|false|null)\b/)) return "bool";
  if (stream.match(/^[A-Za-z_][\w.-]*/)) return stream.match(/^\s*(?:=(?!=)|\{|")/, false) ? "propertyName" : "keyword";
  stream.next();
  return "punctuation";
}

function goOn(stream: StringStream, state: HclState, until: NonNullable<HclState["until"]>): string {
  if (until.kind === "comment") {
    state.until = stream.skipTo(until.mark) === true ? null : until;
    if (state.until !== null) return toEnd(stream, "comment");
    stream.match(until.mark);
    return "comment";
  }
  state.until = stream.string.trim() === until.mark ? null : until;
  return toEnd(stream, "string");
}

function toEnd(stream: StringStream, kind: string): string {
  stream.skipToEnd();
  return kind;
}
