import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import type { Extension } from "@codemirror/state";
import { hclLanguage } from "../text/hcl-language.ts";
import type { EditorLanguage } from "./editor-language.ts";

/** The colouring for a text in the editor. */
export function languageExtension(language: EditorLanguage): Extension {
  switch (language) {
    case "json":
      return json();
    case "yaml":
      return yaml();
    case "hcl":
      return hclLanguage;
  }
}
