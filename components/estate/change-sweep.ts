import type { Problem } from "#lib/domain/problem.ts";
import { readProblem } from "./read-problem.ts";

/** To read everything again, to read the tag alone again on the nodes that are known, or to stop reading. */
export type SweepChange = "refresh" | "refresh-tag" | "stop";

const BODIES: Readonly<Record<SweepChange, object>> = {
  refresh: { action: "refresh" },
  "refresh-tag": { action: "refresh", only: "tag" },
  stop: { action: "stop" },
};

/** Asks the server for a change of what is being read. What comes of it arrives on the stream. */
export async function changeSweep(change: SweepChange): Promise<Problem | null> {
  try {
    const response = await fetch("/api/sweep", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(BODIES[change]),
    });
    return response.ok ? null : await readProblem(response);
  } catch (error) {
    return {
      code: "server-unreachable",
      title: "The dashboard's server did not answer.",
      detail: error instanceof Error ? error.message : String(error),
      remedy: "Look whether it is still running, then try again.",
    };
  }
}
