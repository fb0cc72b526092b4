"use client";

import { RotateCw, Square, Tag } from "lucide-react";
import { useState } from "react";
import { changeSweep, type SweepChange } from "#components/estate/change-sweep.ts";
import { Button } from "#components/ui/button.tsx";
import type { Problem } from "#lib/domain/problem.ts";

export type SweepButtonsProps = {
  sweeping: boolean;
  /** Of the tag that grants. */
  tagKey: string;
  /** There are nodes whose tag could be read again. */
  hasNodes: boolean;
};

/** Stop while the estate is being read; otherwise to read all of it again, or the tag alone. A refusal is said beside them. */
export function SweepButtons({ sweeping, tagKey, hasNodes }: SweepButtonsProps) {
  const [asking, setAsking] = useState<SweepChange | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = async (change: SweepChange) => {
    setAsking(change);
    setProblem(await changeSweep(change));
    setAsking(null);
  };
  const main = sweeping ? "stop" : "refresh";
  const Icon = sweeping ? Square : RotateCw;
  return (
    <>
      {problem !== null && (
        <span role="alert" className="text-danger">
          {problem.title}
        </span>
      )}
      <Button size="sm" busy={asking === main} onClick={() => ask(main)}>
        {asking !== main && <Icon aria-hidden="true" className="size-3.5" />}
        {sweeping ? "Stop" : "Refresh"}
      </Button>
      {hasNodes && !sweeping && (
        <Button
          size="sm"
          variant="ghost"
          busy={asking === "refresh-tag"}
          title={`Reads ${tagKey} again on the nodes that are listed, which takes seconds. New instances and all else need Refresh.`}
          onClick={() => ask("refresh-tag")}
        >
          {asking !== "refresh-tag" && <Tag aria-hidden="true" className="size-3.5" />}
          Check tag
        </Button>
      )}
    </>
  );
}
