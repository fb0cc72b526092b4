import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The theme's tokens: they turn with light and dark by themselves, so that the editor need not be told. */
const LOOK = EditorView.theme({
  // Stays clear of the page's sticky header when it is scrolled into view.
  "&": {
    scrollMarginTop: "calc(var(--header-height) + 3.5rem)",
    backgroundColor: "var(--color-sunken)",
    color: "var(--color-ink)",
    fontSize: "0.75rem",
    height: "100%",
  },
  // The ring is drawn around the gutter too, which lies above an outline of the editor's own.
  "&.cm-focused": { outline: "none" },
  "&.cm-focused::after": {
    content: '""',
    position: "absolute",
    inset: "0",
    zIndex: "300",
    border: "2px solid var(--color-accent-text)",
    pointerEvents: "none",
  },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.25rem", overflow: "auto" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--color-ink)" },
  ".cm-line": { padding: "0 1rem 0 0.5rem" },
  ".cm-gutters": { backgroundColor: "var(--color-sunken)", color: "var(--color-ink-3)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.25rem", padding: "0 0.5rem 0 0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": {
    // Lets a selection on the line show.
    backgroundColor: "color-mix(in srgb, var(--color-hover) 50%, transparent)",
  },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "light-dark(#cfd6fb, #37428c)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--color-selected)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--color-edge)",
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--color-danger-soft)" },
  ".cm-placeholder": { color: "var(--color-ink-3)", whiteSpace: "pre-wrap" },
  ".cm-specialChar": { color: "var(--color-danger)" },
  ".cm-findings": { width: "1.25rem" },
  ".cm-findings .cm-gutterElement": { cursor: "pointer", textAlign: "center" },
  ".cm-finding": { fontSize: "0.75rem" },
  ".cm-finding-error": { color: "var(--color-danger)" },
  ".cm-finding-warning": { color: "var(--color-tag)" },
  ".cm-finding-info": { color: "var(--color-accent-text)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--color-danger)",
    textUnderlineOffset: "3px",
    backgroundColor: "var(--color-danger-soft)",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--color-danger)" },
  ".cm-tooltip": {
    backgroundColor: "var(--color-raised)",
    border: "1px solid var(--color-line-strong)",
    borderRadius: "var(--radius-md)",
    color: "var(--color-ink)",
    fontFamily: "var(--font-sans)",
    maxWidth: "28rem",
  },
  ".cm-diagnostic": { padding: "0.375rem 0.625rem" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--color-danger-fill)" },
  ".cm-panels": { backgroundColor: "var(--color-raised)", color: "var(--color-ink)", fontFamily: "var(--font-sans)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--color-line)" },
  ".cm-textfield": {
    backgroundColor: "var(--color-surface)",
    border: "1px solid var(--color-edge)",
    borderRadius: "var(--radius-sm)",
    color: "var(--color-ink)",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--color-surface)",
    border: "1px solid var(--color-line-strong)",
    borderRadius: "var(--radius-sm)",
    color: "var(--color-ink)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--color-tag-soft)", outline: "1px solid var(--color-tag-fill)" },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.attributeName], color: "var(--color-code-key)" },
  { tag: [tags.string, tags.special(tags.string), tags.content, tags.attributeValue], color: "var(--color-code-string)" },
  { tag: [tags.number], color: "var(--color-code-number)" },
  { tag: [tags.bool, tags.null, tags.keyword, tags.typeName, tags.tagName], color: "var(--color-code-literal)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.operator, tags.comment], color: "var(--color-code-punctuation)" },
  { tag: tags.comment, fontStyle: "italic" },
]);

/** How the editor looks: the same colours as every other code on the screens. */
export const editorTheme: Extension = [LOOK, syntaxHighlighting(COLOURS)];
