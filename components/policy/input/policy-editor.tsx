"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { TextSpan } from "#lib/policy/source/policy-read.ts";
import { createEditor, type Editor, type EditorProblem } from "./create-editor.ts";
import type { EditorLanguage } from "./editor-language.ts";
import type { EditorMark } from "./editor-marks.ts";

export type PolicyEditorProps = {
  /** What it starts with, and another text when one is put in its place; what is typed comes back the same. */
  text: string;
  language: EditorLanguage;
  label: string;
  placeholder: string;
  problems: readonly EditorProblem[];
  marks: readonly EditorMark[];
  /** What to select and scroll to: another object each time. */
  show: TextSpan | null;
  onText: (text: string) => void;
  onMark: (id: string) => void;
};

/** A text editor with line numbers and a margin. Load it lazily, and give it a `key` for each text. */
export function PolicyEditor({ text, language, label, placeholder, problems, marks, show, onText, onMark }: PolicyEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);

  const begin = useEffectEvent((element: HTMLElement) =>
    createEditor(element, { text, label, placeholder, onText, onMark: (id) => picked(id) }),
  );
  const picked = useEffectEvent((id: string) => onMark(id));

  useEffect(() => {
    if (parent.current === null) return;
    const made = begin(parent.current);
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, []);

  useEffect(() => editor.current?.setText(text), [text]);
  useEffect(() => editor.current?.setLanguage(language), [language]);
  useEffect(() => editor.current?.setMarks(marks), [marks]);
  useEffect(() => editor.current?.setProblems(problems), [problems]);
  useEffect(() => {
    if (show !== null) editor.current?.show(show);
  }, [show]);

  return <div ref={parent} className="h-full min-h-0" />;
}
