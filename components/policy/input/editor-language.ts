import type { SourceFormat } from "#lib/policy/source/policy-read.ts";

export type EditorLanguage = "json" | "yaml" | "hcl";

/** What to colour a text as, by the format that it was read as and how it begins: a template may be JSON too. */
export function editorLanguageOf(format: SourceFormat | null, text: string): EditorLanguage {
  if (format === "terraform") return "hcl";
  if (format === "json") return "json";
  if (format === null && text.trim() === "") return "json";
  return /^\s*[{[]/.test(text) ? "json" : "yaml";
}
