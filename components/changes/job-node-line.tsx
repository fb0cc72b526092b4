import Link from "next/link";
import type { NodeItem } from "#components/tagging/node-item.ts";
import type { JobNode } from "#components/tagging/outcome-item.ts";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { StatusMark } from "#components/ui/status-mark.tsx";

export type JobNodeLineProps = { node: JobNode; item: NodeItem };

/** One node of a job: who it is, its tag before and after, what went wrong, and which requests AWS can be asked about. */
export function JobNodeLine({ node: { node, outcome }, item }: JobNodeLineProps) {
  const { name, id, place, from, to, status, problem } = item;
  const requestIds = outcome?.requestIds ?? [];
  return (
    <>
      <div className="flex items-baseline gap-x-3">
        <Link
          href={`/?node=${node.account}/${node.region}/${encodeURIComponent(id)}`}
          prefetch={false}
          className="min-w-0 flex-1 truncate font-medium hover:underline"
        >
          <bdi>{name || id}</bdi>
        </Link>
        {status !== null && (
          <StatusMark tone={status.tone} className="shrink-0">
            {status.word}
          </StatusMark>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 text-xs text-ink-2">
        <span className="flex items-center">
          <span className="ident">{id}</span>
          <CopyButton iconOnly text={id} label={`Copy ${id}`} />
        </span>
        <span>{place}</span>
        {from !== null && (
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <bdi className="ident">{from}</bdi>
            {to !== null && (
              <>
                <span aria-hidden="true"> → </span>
                <span className="sr-only"> becomes </span>
                <bdi className="ident font-semibold text-ink">{to}</bdi>
              </>
            )}
          </span>
        )}
        {requestIds.length > 0 && (
          <span className="flex min-w-0 items-center">
            <span className="min-w-0 truncate">
              {requestIds.length === 1 ? "AWS request " : `${requestIds.length} AWS requests, the last `}
              <span className="ident">{requestIds.at(-1)}</span>
            </span>
            <CopyButton iconOnly text={requestIds.join("\n")} label={`Copy the AWS request ids of ${id}`} />
          </span>
        )}
      </div>
      {problem !== null && (
        <p className={classNames("mt-0.5 text-xs [overflow-wrap:anywhere]", outcome?.state === "failed" && "text-danger")}>
          {problem.title} {problem.remedy && <span className="text-ink-2">{problem.remedy} </span>}
          <span className="ident text-ink-3">{problem.code}</span>
        </p>
      )}
    </>
  );
}
