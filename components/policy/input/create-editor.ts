import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import type { TextSpan } from "#lib/policy/source/policy-read.ts";
import { documentNonce } from "./document-nonce.ts";
import type { EditorLanguage } from "./editor-language.ts";
import { type EditorMark, marginMarks, setMarks } from "./editor-marks.ts";
import { editorTheme } from "./editor-theme.ts";
import { languageExtension } from "./language-extension.ts";

/** Something wrong at a place; both count from 1, as people are told. */
export type EditorProblem = { line: number; column: number; message: string };

export type EditorOptions = {
  text: string;
  label: string;
  placeholder: string;
  /** A while after the last key; never for a text that `setText` put in. */
  onText: (text: string) => void;
  onMark: (id: string) => void;
};

export type Editor = {
  setText(text: string): void;
  setLanguage(language: EditorLanguage): void;
  setMarks(marks: readonly EditorMark[]): void;
  setProblems(problems: readonly EditorProblem[]): void;
  /** Selects the span, scrolls to it and takes the focus. */
  show(span: TextSpan): void;
  /** Tells what was typed and not yet told, and goes. */
  destroy(): void;
};

/** Long enough that a fast typist is not interrupted, short enough that the answer feels immediate. */
const QUIET_MS = 30;

/** The editor in `parent`. It keeps its own text: what is typed is told when the typing pauses. Tab leaves it. */
export function createEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const language = new Compartment();
  let told = options.text;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(timer);
    const text = view.state.doc.toString();
    if (text === told) return;
    told = text;
    options.onText(text);
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(documentNonce()),
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          tabindex: "0",
          spellcheck: "false",
          autocapitalize: "none",
        }),
        EditorView.lineWrapping,
        marginMarks(options.onMark),
        lineNumbers(),
        highlightSpecialChars(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        bracketMatching(),
        search({ top: true }),
        placeholder(options.placeholder),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
        language.of([]),
        editorTheme,
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return;
          clearTimeout(timer);
          timer = setTimeout(tell, QUIET_MS);
        }),
      ],
    }),
  });

  return {
    setText(text) {
      if (text === told) return;
      clearTimeout(timer);
      told = text;
      const changes = { from: 0, to: view.state.doc.length, insert: text };
      view.dispatch({ changes, annotations: fromOutside.of(true), scrollIntoView: true });
    },
    setLanguage: (next) => view.dispatch({ effects: language.reconfigure(languageExtension(next)) }),
    setMarks: (marks) => view.dispatch({ effects: setMarks.of(marks) }),
    setProblems: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => diagnostic(view, problem)),
        ),
      ),
    show({ from, to }) {
      const end = view.state.doc.length;
      const selection = { anchor: Math.min(from, end), head: Math.min(to, end) };
      view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "start", yMargin: 40 }) });
      view.dom.scrollIntoView({ block: "nearest" });
      view.contentDOM.focus({ preventScroll: true });
    },
    destroy() {
      tell();
      view.destroy();
    },
  };
}

const fromOutside = Annotation.define<boolean>();

/** From the place to the end of the word there, or one character. */
function diagnostic({ state: { doc } }: EditorView, { line, column, message }: EditorProblem) {
  const { from: start, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const at = Math.min(Math.max(column - 1, 0), text.length);
  const length = /^(?:"(?:[^"\\]|\\.)*"|[\w:.$-]+)/.exec(text.slice(at))?.[0].length ?? Math.min(1, text.length - at);
  return { from: start + at, to: start + at + length, severity: "error" as const, message };
}
