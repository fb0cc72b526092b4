"use client";

import { ArrowRight } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Finding, FindingFix } from "#lib/policy/findings/finding.ts";
import type { SkippedPart, TextSpan } from "#lib/policy/source/policy-read.ts";
import { FindingsList } from "../findings/findings-list.tsx";
import { RoleSource } from "./role-source.tsx";
import type { RoleTextsState } from "./role-texts-store.ts";
import { UnresolvedForm } from "./unresolved-form.tsx";
import type { RoleAnalysis } from "./use-role-analysis.ts";

export type GivenViewProps = {
  state: RoleTextsState;
  analysis: RoleAnalysis;
  show: TextSpan | null;
  suggestions: Readonly<Record<string, readonly string[]>>;
  onText: (id: string, text: string) => void;
  onValues: (values: Readonly<Record<string, string>>) => void;
  onShow: (finding: Finding) => void;
  onPick: (finding: Finding) => void;
  onFix: (fix: FindingFix) => void;
  onUndo: () => void;
  onCorrected: () => void;
};

/** The user's role as it is: its text, what cannot be read in it, and what was found. */
export function GivenView(props: GivenViewProps) {
  const { state, analysis, show, suggestions, onText, onValues, onShow, onPick, onFix, onUndo, onCorrected } = props;
  const { own, findings, correction, settled, failed } = analysis;
  const skipped = own?.texts.flatMap(({ read }) => (read?.ok === true ? read.skipped : [])) ?? [];
  return (
    <>
      {failed && (
        <Notice tone="danger" announce title="The part of the page that reads policies did not load">
          Reload the page. What you pasted stays in this tab.
        </Notice>
      )}
      <RoleSource state={state} own={own} findings={settled ? findings : null} show={show} onText={onText} onMark={onPick} />
      {own !== null && own.unresolved.length > 0 && (
        <UnresolvedForm unresolved={own.unresolved} values={state.values} suggestions={suggestions} onValues={onValues} />
      )}
      {own?.role != null && <GivenValues values={state.values} onForget={() => onValues({})} />}
      {skipped.length > 0 && <Skipped parts={skipped} />}
      {own?.role != null && findings !== null && (
        <>
          {correction !== null && (
            <Notice
              tone="info"
              title="The whole corrected role is ready"
              action={
                <Button variant="primary" onClick={onCorrected}>
                  Show the corrected role
                  <ArrowRight aria-hidden="true" className="size-3.5" />
                </Button>
              }
            >
              {formatCount(correction.checks.filter(({ passed }) => passed).length, "request")} of {correction.checks.length}{" "}
              answered as they must; everything unrelated is kept to the letter.
            </Notice>
          )}
          <FindingsList
            findings={findings}
            settled={settled}
            policyNames={own.role.policies.map(({ name }) => name)}
            onShow={onShow}
            onFix={onFix}
            undo={state.undo === null ? null : { label: state.undo.label, onUndo }}
          />
        </>
      )}
    </>
  );
}

type GivenValuesProps = { values: Readonly<Record<string, string>>; onForget: () => void };

function GivenValues({ values, onForget }: GivenValuesProps) {
  const given = Object.entries(values);
  if (given.length === 0) return null;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-ink-2">
      <span>
        Read with{" "}
        {given.map(([name, value], index) => (
          <span key={name}>
            {index > 0 && ", "}
            <span className="ident">
              {name} = {value}
            </span>
          </span>
        ))}
      </span>
      <button type="button" onClick={onForget} className="rounded-sm text-accent-text underline underline-offset-2">
        Ask again
      </button>
    </p>
  );
}

function Skipped({ parts }: { parts: readonly SkippedPart[] }) {
  return (
    <p className="text-xs text-ink-2">
      Left out, because it is no policy of the role: {parts.map(({ what, place }) => `${what} (line ${place.line})`).join("; ")}.
    </p>
  );
}
