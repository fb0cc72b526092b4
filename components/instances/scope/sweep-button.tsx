"use client";

import { RotateCw, Square } from "lucide-react";
import { useState } from "react";
import { changeSweep } from "#components/estate/change-sweep.ts";
import { Button } from "#components/ui/button.tsx";
import type { Problem } from "#lib/domain/problem.ts";

/** Refresh, or Stop while the estate is being read. A refusal is said beside it. */
export function SweepButton({ sweeping }: { sweeping: boolean }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = async () => {
    setAsking(true);
    setProblem(await changeSweep(sweeping ? "stop" : "refresh"));
    setAsking(false);
  };
  const Icon = sweeping ? Square : RotateCw;
  return (
    <>
      {problem !== null && (
        <span role="alert" className="text-danger">
          {problem.title}
        </span>
      )}
      <Button size="sm" busy={asking} onClick={ask}>
        {!asking && <Icon aria-hidden="true" className="size-3.5" />}
        {sweeping ? "Stop" : "Refresh"}
      </Button>
    </>
  );
}
