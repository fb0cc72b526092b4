"use client";

import { useMemo } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Finding } from "#lib/policy/findings/finding.ts";
import type { TextSpan } from "#lib/policy/source/policy-read.ts";
import { findingId } from "../findings/finding-id.ts";
import type { EditorProblem } from "./create-editor.ts";
import { editorLanguageOf } from "./editor-language.ts";
import type { EditorMark } from "./editor-marks.ts";
import type { OwnRole } from "./own-role.ts";
import { ProblemList } from "./problem-list.tsx";
import { textName } from "./role-text-row.tsx";
import type { RoleTexts } from "./role-texts.ts";

const PolicyEditor = onDemand(() => import("./policy-editor.tsx").then((file) => file.PolicyEditor));

export type RoleSourceProps = {
  state: RoleTexts;
  own: OwnRole | null;
  /** Of `own`; null while there are none to mark. */
  findings: readonly Finding[] | null;
  /** What to select and scroll to: another object each time. */
  show: TextSpan | null;
  onText: (id: string, text: string) => void;
  onMark: (finding: Finding) => void;
};

const NO_PROBLEMS: readonly EditorProblem[] = [];

/** The open text of the role in its editor, with what was found in its margin and what cannot be read below it. */
export function RoleSource({ state, own, findings, show, onText, onMark }: RoleSourceProps) {
  const at = state.texts.findIndex(({ id }) => id === state.openId);
  const text = state.texts[at];
  const read = own?.texts.find(({ id }) => id === state.openId) ?? null;
  const problems = read?.read?.ok === false ? read.read.problems : null;
  const editorProblems = useMemo(
    () => problems?.flatMap(({ place, title }) => (place === null ? [] : [{ ...place, message: title }])) ?? NO_PROBLEMS,
    [problems],
  );
  const marks = useMemo(() => marksOf(findings ?? [], own, state.openId), [findings, own, state.openId]);
  if (text === undefined) return null;
  const others = own?.texts.filter(({ id, read: of }) => id !== state.openId && of?.ok === false) ?? [];

  return (
    <section aria-label="Your role as it is" className="panel min-w-0 overflow-hidden">
      <header className="flex flex-wrap items-baseline gap-x-3 border-b px-3 py-2 sm:px-4">
        <h2 className="min-w-0 text-base font-semibold [overflow-wrap:anywhere]">{textName(text, read, at + 1)}</h2>
        <p className="text-xs text-ink-2">JSON, YAML, CloudFormation or Terraform; Tab leaves the editor</p>
      </header>
      <div className="h-96 max-h-[70dvh] min-h-40 resize-y overflow-hidden">
        <PolicyEditor
          key={text.id}
          fallback={<EditorSkeleton />}
          text={text.text}
          language={editorLanguageOf(read?.read?.format ?? null, text.text)}
          label={`Text of ${textName(text, read, at + 1)}`}
          placeholder={PLACEHOLDER}
          problems={editorProblems}
          marks={marks}
          show={show}
          onText={(next) => onText(text.id, next)}
          onMark={(id) => {
            const found = findings?.find((finding) => findingId(finding) === id);
            if (found !== undefined) onMark(found);
          }}
        />
      </div>
      <ProblemList problems={problems ?? []} misplaced={read?.misplaced ?? ""} />
      {others.length > 0 && (
        <Notice tone="warning" className="m-3" title="Another text of this role cannot be read">
          The role is judged as a whole, so nothing can be said until every text is read.
        </Notice>
      )}
    </section>
  );
}

const PLACEHOLDER = `Paste the policies of Cado’s role here, or drop files:
a policy or its statements as JSON or YAML, what the AWS CLI printed,
a CloudFormation template, or Terraform.`;

function marksOf(findings: readonly Finding[], own: OwnRole | null, textId: string): readonly EditorMark[] {
  return findings.flatMap((finding) => {
    const origin = finding.policy === null ? undefined : own?.origins[finding.policy];
    if (origin === undefined || origin.textId !== textId || finding.statement === null) return [];
    const span = origin.source.statements[finding.statement];
    return span === undefined ? [] : [{ id: findingId(finding), from: span.from, level: finding.level, title: finding.title }];
  });
}

function EditorSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-2 p-4">
      <span className="sr-only">Loading the editor…</span>
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-3/5" />
    </div>
  );
}
