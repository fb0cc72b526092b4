import { useDeferredValue, useMemo } from "react";
import { identityOf } from "#components/tagging/node-item.ts";
import { type JobNode, outcomeItem } from "#components/tagging/outcome-item.ts";
import { Button } from "#components/ui/button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import { Input } from "#components/ui/input.tsx";
import type { JobSummary } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { countShown, filterNodes, SHOWN_WORDS } from "./filter-nodes.ts";
import { JobNodeList } from "./job-node-list.tsx";
import { useJobUrl } from "./use-job-url.ts";

export type JobNodesProps = { nodes: readonly JobNode[]; job: JobSummary; snapshot: Snapshot };

/** What came of each node. */
export function JobNodes({ nodes, job, snapshot }: JobNodesProps) {
  const [url, setUrl] = useJobUrl();
  const text = useDeferredValue(url.q);
  const counts = useMemo(() => countShown(nodes), [nodes]);
  const chosen = counts.some(({ shown }) => shown === url.show) ? url.show : "all";
  const listed = useMemo(
    () => filterNodes(nodes, { shown: chosen, text }, ({ node }) => identityOf(node, snapshot).name),
    [nodes, chosen, text, snapshot],
  );
  return (
    <section aria-labelledby="nodes" className="flex flex-col gap-3">
      <h2 id="nodes" className="text-base font-semibold">
        Nodes
      </h2>
      <div className="flex flex-wrap items-center gap-2">
        <fieldset className="flex min-w-0 flex-wrap gap-1.5">
          <legend className="sr-only">Which nodes to list</legend>
          {counts.map(({ shown, count }) => (
            <Button
              key={shown}
              aria-pressed={shown === chosen}
              onClick={() => void setUrl({ show: shown })}
              className="aria-pressed:border-accent-text aria-pressed:bg-selected"
            >
              {SHOWN_WORDS[shown]} <span className="text-ink-2">{formatNumber(count)}</span>
            </Button>
          ))}
        </fieldset>
        <Input
          type="search"
          aria-label="Search the nodes"
          placeholder="Name, id, account, region"
          value={url.q}
          onChange={(event) => void setUrl({ q: event.currentTarget.value })}
          className="min-w-0 flex-1 basis-48 sm:max-w-72"
        />
      </div>
      {text.trim() !== "" && (
        <p role="status" className="text-ink-2">
          {formatNumber(listed.length)} of {formatNumber(nodes.length)} {listed.length === 1 ? "matches" : "match"}.
        </p>
      )}
      <JobNodeList nodes={listed} toItem={(node) => outcomeItem(node, job, snapshot)} />
    </section>
  );
}
