"use client";

import { useEffect, useRef, useState } from "react";
import type { Problem } from "#lib/domain/problem.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import type { SimulationAnswer } from "#lib/policy/simulation.ts";
import { askSimulation } from "./ask-simulation.ts";
import { sampleNodes } from "./sample-nodes.ts";

export type CrossCheckState =
  | { state: "idle" }
  | { state: "asking"; nodes: number }
  | { state: "empty" }
  /** `stale`: the policies are others than those that were asked about. */
  | { state: "answered"; answer: SimulationAnswer; stale: boolean }
  | { state: "failed"; problem: Problem };

/** A sample is a few calls a second to AWS: this many nodes take some seconds. */
const SAMPLE_SIZE = 20;

/** Asks about a sample, another one every time; what is on its way when the panel goes is called off. */
export function useCrossCheck(policies: readonly NamedPolicy[] | null, boundary: NamedPolicy | null, snapshot: Snapshot) {
  const [state, setState] = useState<CrossCheckState>({ state: "idle" });
  const [asked, setAsked] = useState("");
  const turn = useRef(0);
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);

  async function ask(): Promise<void> {
    const nodes = sampleNodes(snapshot, SAMPLE_SIZE, turn.current);
    turn.current += 1;
    if (nodes.length === 0) {
      setState({ state: "empty" });
      return;
    }
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    setState({ state: "asking", nodes: nodes.length });
    setAsked(JSON.stringify([policies, boundary]));
    const answer = await askSimulation({ policies, boundary, nodes }, mine.signal);
    if (mine.signal.aborted) return;
    setState("counts" in answer ? { state: "answered", answer, stale: false } : { state: "failed", problem: answer });
  }

  const stale = state.state === "answered" && asked !== JSON.stringify([policies, boundary]);
  return { state: stale ? { ...state, stale } : state, ask };
}
