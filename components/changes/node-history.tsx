"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { actorName } from "./actor-words.ts";
import { readNodeAudit } from "./audit-api.ts";
import { type NodePast, nodePast } from "./node-past.ts";
import { useAnswer } from "./use-answer.ts";

export type NodeHistoryProps = {
  node: TaggingTarget;
  tag: TagSpec;
  /** What the node has of the tag now; where that changes, there is more to tell. */
  found: TagReading["found"];
};

const FIRST_SHOWN = 3;

/** Arrow keys run through the table: only a node that is looked at for a moment is asked about. */
const ASK_AFTER_MS = 300;

/** What was done to a node's tag from here, the latest first. */
export function NodeHistory({ node, tag, found }: NodeHistoryProps) {
  const [all, setAll] = useState(false);
  const key = `${node.account}/${node.region}/${node.id} ${JSON.stringify(found)}`;
  const { asked, again } = useAnswer(key, (signal) => readNodeAudit(node, signal), ASK_AFTER_MS);
  if (asked.state === "asking") return <p className="text-ink-3">Reading what was done to it.</p>;
  if (asked.state === "failed") {
    return (
      <p className="text-ink-2">
        {asked.problem.title}{" "}
        <button type="button" onClick={again} className="text-accent-text hover:underline">
          Try again
        </button>
      </p>
    );
  }
  const past = nodePast(asked.value.records, tag, found);
  if (past.length === 0) return <p className="text-ink-2">Nobody changed its tag from here.</p>;
  const shown = all ? past : past.slice(0, FIRST_SHOWN);
  return (
    <>
      <ol className="flex flex-col gap-2">
        {shown.map((one) => (
          <Past key={one.seq} {...one} />
        ))}
      </ol>
      {shown.length < past.length && (
        <Button size="sm" variant="ghost" className="mt-1" onClick={() => setAll(true)}>
          Show all {formatNumber(past.length)}
        </Button>
      )}
    </>
  );
}

function Past({ words, at, job, actor, reason, reference }: NodePast) {
  return (
    <li>
      <p>
        <bdi className="font-medium [overflow-wrap:anywhere]">{words}</bdi>{" "}
        <Link href={`/changes/${encodeURIComponent(job)}`} prefetch={false} className="text-accent-text hover:underline">
          <LocalTime at={at} show="full" />
        </Link>
      </p>
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        <bdi>{actorName(actor)}</bdi>
        {reason !== "" && (
          <>
            : <bdi>{reason}</bdi>
          </>
        )}
        {reference !== "" && (
          <>
            {" "}
            (<bdi>{reference}</bdi>)
          </>
        )}
      </p>
    </li>
  );
}
