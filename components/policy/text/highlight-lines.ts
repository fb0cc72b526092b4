import { yaml } from "@codemirror/lang-yaml";
import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";
import { hclLanguage } from "./hcl-language.ts";

/** A piece of a line, and the class names that colour it; "" for none. */
export type ColouredText = { text: string; colour: string };

/** The lines of a text in Terraform's or YAML's grammar, coloured as JSON is elsewhere. Their texts joined are the text. */
export function highlightLines(text: string, language: "hcl" | "yaml"): readonly (readonly ColouredText[])[] {
  const { parser } = language === "hcl" ? hclLanguage : yaml().language;
  const lines: ColouredText[][] = [[]];
  highlightCode(
    text,
    parser.parse(text),
    COLOURS,
    (piece, colour) => lines.at(-1)?.push({ text: piece, colour }),
    () => lines.push([]),
  );
  return lines;
}

const COLOURS = tagHighlighter([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.attributeName], class: "text-code-key" },
  { tag: [tags.string, tags.special(tags.string), tags.content], class: "text-code-string" },
  { tag: tags.number, class: "text-code-number" },
  { tag: [tags.bool, tags.null, tags.keyword, tags.typeName, tags.tagName], class: "text-code-literal" },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.operator, tags.comment], class: "text-code-punctuation" },
]);
