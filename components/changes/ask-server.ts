import { readProblem } from "#components/estate/read-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** A JSON answer of our own API. Whatever goes wrong comes back as a problem with words. */
export async function askServer<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { cache: "no-store", ...(signal && { signal }) });
    return response.ok ? { ok: true, value: await response.json() } : { ok: false, problem: await readProblem(response) };
  } catch (error) {
    return { ok: false, problem: unreachable(error) };
  }
}

/** Sends a wish that has no answer but that it was taken. */
export async function tellServer(path: string): Promise<Answer<null>> {
  try {
    const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    return response.ok ? { ok: true, value: null } : { ok: false, problem: await readProblem(response) };
  } catch (error) {
    return { ok: false, problem: unreachable(error) };
  }
}

export function unreachable(error: unknown): Problem {
  return {
    code: "server-unreachable",
    title: "The dashboard’s server did not answer.",
    detail: error instanceof Error ? error.message : String(error),
    remedy: "Look whether it is still running and the network is up. This page tries again by itself.",
  };
}

/** Asking again will not help until somebody has signed in. */
export function isSignedOut({ status }: Problem): boolean {
  return status === 401;
}
