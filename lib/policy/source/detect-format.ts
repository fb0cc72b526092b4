/** The language that a text is written in, before anything of it is read; null: none of them. */
export type TextLanguage = "json" | "yaml" | "terraform";

/**
 * Tells by the first thing that is no comment what a text obviously is, so that its faults are told in the words of that
 * language. `fileName` decides only where the text leaves it open.
 */
export function detectLanguage(text: string, fileName: string): TextLanguage | null {
  const { start, hasHashComment } = skipComments(text.slice(0, LOOKED_AT));
  const rest = text.slice(start, start + 2_000);
  if (rest === "") return null;
  const hint = /\.(json|template)$/i.test(fileName) ? "json" : /\.ya?ml$/i.test(fileName) ? "yaml" : null;
  if (/^[{[]/.test(rest)) return bracketed(rest, hint, hasHashComment);
  if (/^[A-Za-z_][\w-]*(\s+("[^"\n]*"|[A-Za-z_][\w-]*)){0,3}\s*\{/.test(rest)) return "terraform";
  if (/^("[^"\n]{0,200}"|[A-Za-z_][\w-]*)\s*=(?!=)/.test(rest) || /^[a-z]\w{0,40}\s*\(/.test(rest) || rest.startsWith("<<"))
    return "terraform";
  // Members without the braces around them: the comma is what YAML does not have.
  if (/^"[^"\n]{0,200}"\s*:\s*(\{|\[|[^\n]*,\s*$)/m.test(rest)) return "json";
  if (/^(%YAML|---)/.test(rest) || /^[ \t]*(- +)?["']?[\w:.*!<-]{1,200}["']?[ \t]*:([ \t]|\r?$)/m.test(rest)) return "yaml";
  if (/^- /m.test(rest)) return "yaml";
  return /\.(tf|hcl)$/i.test(fileName) ? "terraform" : hint;
}

/** As much as is ever read of the languages that have comments. */
const LOOKED_AT = 250_000;

/** What begins with a brace or a bracket: HCL has `=` between name and value, YAML names without quotes, JSON neither. */
function bracketed(rest: string, hint: TextLanguage | null, hasHashComment: boolean): TextLanguage {
  const inside = rest.replace(/^[{[\s]+/, "");
  if (/^("[^"\n]{0,200}"|[A-Za-z_][\w-]*|\([^)\n]{0,200}\))\s*=(?!=)/.test(inside)) return "terraform";
  if (hint !== null) return hint;
  if (hasHashComment || /^('[^'\n]{0,200}'|[A-Za-z_][\w-]*)\s*:/.test(inside) || inside.startsWith("!")) return "yaml";
  return "json";
}

/** Where the first thing stands that is neither space nor comment; only YAML and HCL have comments with a hash. */
function skipComments(text: string): { start: number; hasHashComment: boolean } {
  const comment = /\uFEFF|\s+|(#)[^\n]*|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//y;
  let hasHashComment = false;
  let start = 0;
  for (let match = comment.exec(text); match !== null; match = comment.exec(text)) {
    if (match[1] !== undefined) hasHashComment = true;
    start = comment.lastIndex;
  }
  return { start, hasHashComment };
}
