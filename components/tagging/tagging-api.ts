import { readProblem } from "#components/estate/read-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingAction, TaggingEvent, TaggingPlan, TaggingTarget } from "#lib/domain/tagging.ts";
import { readNdjson } from "#lib/inventory/read-ndjson.ts";

/** A node to change, with what the reviewer saw on it: the server leaves alone what is different by now. */
export type ReviewedNode = TaggingTarget & { seen: readonly { key: string; value: string }[] };

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** What the sheet asks of the server. */
export type TaggingApi = {
  plan(action: TaggingAction, nodes: readonly TaggingTarget[]): Promise<Answer<TaggingPlan>>;
  /** `key` names this one wish: sent again with it, the server answers with the job that it started the first time. */
  start(action: TaggingAction, nodes: readonly ReviewedNode[], key: string): Promise<Answer<{ id: string }>>;
  cancel(id: string): Promise<Answer<null>>;
  /** Gives each line of the job's stream to `onEvent`. Returns null where the stream came to its end, or what cut it. */
  follow(id: string, onEvent: (event: TaggingEvent) => void): Promise<Problem | null>;
};

/** The server's tagging routes. Whatever goes wrong comes back as a problem with words. */
export const taggingApi: TaggingApi = {
  plan: (action, nodes) => post("/api/tagging/plans", { action, nodes }, async (response) => response.json()),
  start: (action, nodes, key) =>
    post("/api/tagging/jobs", { action, nodes }, async (response) => response.json(), { "idempotency-key": key }),
  cancel: (id) => post(`/api/tagging/jobs/${encodeURIComponent(id)}/cancel`, {}, async () => null),
  async follow(id, onEvent) {
    try {
      const response = await fetch(`/api/tagging/jobs/${encodeURIComponent(id)}/events`, { cache: "no-store" });
      if (!response.ok || response.body === null) return await readProblem(response);
      for await (const line of readNdjson(response.body)) onEvent(JSON.parse(line));
      return null;
    } catch (error) {
      return unreachable(error);
    }
  },
};

async function post<T>(
  path: string,
  body: unknown,
  read: (response: Response) => Promise<T>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return response.ok ? { ok: true, value: await read(response) } : { ok: false, problem: await readProblem(response) };
  } catch (error) {
    return { ok: false, problem: unreachable(error) };
  }
}

function unreachable(error: unknown): Problem {
  return {
    code: "server-unreachable",
    title: "The dashboard’s server did not answer.",
    detail: error instanceof Error ? error.message : String(error),
    remedy: "Look whether it is still running and the network is up, then try again.",
  };
}
