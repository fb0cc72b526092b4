import type { Problem } from "#lib/domain/problem.ts";
import { readProblem } from "./read-problem.ts";

/** Asks the server to read the estate again, or to stop reading. What comes of it arrives on the stream. */
export async function changeSweep(action: "refresh" | "stop"): Promise<Problem | null> {
  try {
    const response = await fetch("/api/sweep", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ action }),
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
