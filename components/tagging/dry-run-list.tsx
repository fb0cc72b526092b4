import { CircleCheck } from "lucide-react";
import { formatCount } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { DryRun, PlannedNode } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { groupDryRuns } from "./dry-run-groups.ts";
import { placeWords } from "./node-item.ts";
import { nodesWord } from "./tagging-words.ts";

export type DryRunListProps = { dryRuns: readonly DryRun[]; changes: readonly PlannedNode[]; snapshot: Snapshot };

/** Whether AWS would let the writes happen, asked beforehand for each account and region, with what is missing. */
export function DryRunList({ dryRuns, changes, snapshot }: DryRunListProps) {
  const { allowed, refused, unknown, refusedNodes } = groupDryRuns(dryRuns, changes);
  return (
    <>
      {refused.length > 0 && (
        <Notice
          tone="danger"
          title={
            refusedNodes === changes.length
              ? "AWS would refuse all of this"
              : `AWS would refuse this for ${formatCount(refusedNodes, "node")} of ${nodesWord(changes)}`
          }
        >
          <AnswerList answers={refused} snapshot={snapshot} />
        </Notice>
      )}
      {unknown.length > 0 && (
        <Notice title="Whether AWS allows it could not be found out everywhere">
          <AnswerList answers={unknown} snapshot={snapshot} />
        </Notice>
      )}
      {allowed > 0 && (
        <p className="flex items-start gap-2 text-ink-2">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-reachable" />
          AWS was asked, and allows it in {formatCount(allowed, "account-region")}
          {refused.length + unknown.length > 0 ? "." : ": everywhere."}
        </p>
      )}
    </>
  );
}

const SHOWN = 4;

function AnswerList({ answers, snapshot }: { answers: readonly DryRun[]; snapshot: Snapshot }) {
  const rest = answers.slice(SHOWN);
  return (
    <>
      <ul className="mt-1 flex flex-col gap-1">
        {answers.slice(0, SHOWN).map((answer) => (
          <Answer key={keyOf(answer)} answer={answer} snapshot={snapshot} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="mt-1">
          <summary>{formatCount(rest.length, "more answer", "more answers")}</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {rest.map((answer) => (
              <Answer key={keyOf(answer)} answer={answer} snapshot={snapshot} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Answer({ answer: { account, region, action, problem }, snapshot }: { answer: DryRun; snapshot: Snapshot }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="font-medium text-ink">
        <bdi>{placeWords(snapshot, account, region)}</bdi>
      </span>{" "}
      <span className="ident">{action}</span>
      {problem && `: ${problem.title} ${problem.remedy ?? ""}`}
    </li>
  );
}

function keyOf({ account, region, action }: DryRun): string {
  return `${account} ${region} ${action}`;
}
