"use client";

import { Button } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import type { SimulationAnswer } from "#lib/policy/simulation.ts";
import { CrossCheckTable } from "./cross-check-table.tsx";
import { useCrossCheck } from "./use-cross-check.ts";

export type CrossCheckPanelProps = {
  /** The policies on screen; null: the role that each account has. */
  policies: readonly NamedPolicy[] | null;
  /** The permissions boundary that goes with `policies`; null or left out: none. */
  boundary?: NamedPolicy | null;
  /** Where the sample is taken from. */
  snapshot: Snapshot;
};

/** A second opinion: AWS's policy simulator is asked what this page has worked out, about some nodes of every sort. */
export function CrossCheckPanel({ policies, boundary = null, snapshot }: CrossCheckPanelProps) {
  const { state, ask } = useCrossCheck(policies, boundary, snapshot);
  const isAsking = state.state === "asking";
  return (
    <section aria-labelledby="cross-check" className="flex flex-col gap-3">
      <div>
        <h2 id="cross-check" className="text-base font-semibold">
          Second opinion
        </h2>
        <p className="mt-0.5 text-ink-2">
          AWS’s policy simulator can answer the same questions about a sample of nodes.{" "}
          {policies === null ? "It reads the role in each account." : "The policy and the tags of the sample are sent to IAM."}{" "}
          Nothing is changed.
        </p>
      </div>
      <Button className="self-start" disabled={isAsking || snapshot.id === ""} onClick={() => void ask()}>
        {isAsking && <Spinner />}
        {state.state === "answered" ? "Check another sample" : "Check a sample with AWS’s simulator"}
      </Button>
      <p role="status" className={isAsking || state.state === "answered" ? "text-ink-2" : "sr-only"}>
        {isAsking && `Asking about ${formatCount(state.nodes, "node")}: AWS takes a few questions a second.`}
        {state.state === "answered" && summary(state.answer)}
      </p>
      {state.state === "answered" && state.stale && (
        <Notice tone="warning" title="The policy was changed since; these answers are about the one before." />
      )}
      {state.state === "empty" && <Notice title="There is no node to ask about: none was read with its tags." announce />}
      {state.state === "failed" && <ProblemNotice problem={state.problem} announce />}
      {state.state === "answered" && <CrossCheckTable answer={state.answer} snapshot={snapshot} />}
    </section>
  );
}

/** "40 answers about 20 nodes: 38 agree, 2 differ, …"; what there is none of is left out, but for differences. */
function summary({ nodes, counts }: SimulationAnswer): string {
  const all = counts.agree + counts.differ + counts.undecided + counts["not-answered"];
  const parts = [
    `${formatNumber(counts.agree)} agree`,
    counts.differ === 0 ? "none differs" : `${formatNumber(counts.differ)} ${counts.differ === 1 ? "differs" : "differ"}`,
    ...(counts.undecided > 0 ? [`${formatNumber(counts.undecided)} not decided here`] : []),
    ...(counts["not-answered"] > 0 ? [`${formatNumber(counts["not-answered"])} not answered by AWS`] : []),
  ];
  return `${formatCount(all, "answer")} about ${formatCount(nodes.length, "node")}: ${parts.join(", ")}.`;
}
