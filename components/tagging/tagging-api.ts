import { readProblem } from "#components/estate/read-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { Incident, TaggingEvent, TaggingPlan, TaggingTarget } from "#lib/domain/tagging.ts";
import { readNdjson } from "#lib/inventory/read-ndjson.ts";
import type { TaggingWish } from "./tagging-wish.ts";

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** What a person gives with the start of a plan, and which plan it is that was reviewed. */
export type TaggingStart = {
  plan: string;
  hash: string;
  reason: string;
  reference?: string;
  /** The number of nodes to change, where it had to be typed. */
  confirm?: number;
  incident?: Incident;
};

/** What can be asked of a job that goes on. */
export type JobOrder = "pause" | "resume" | "cancel";

/** What the sheet asks of the server. */
export type TaggingApi = {
  plan(wish: TaggingWish): Promise<Answer<TaggingPlan>>;
  /** `key` names this one wish: sent again with it, the server answers with the job that it started the first time. */
  start(start: TaggingStart, key: string): Promise<Answer<{ id: string }>>;
  ask(id: string, order: JobOrder): Promise<Answer<null>>;
  /** Gives each line of the job's stream to `onEvent`. Returns null where the stream came to its end, or what cut it. */
  follow(id: string, onEvent: (event: TaggingEvent) => void, signal: AbortSignal): Promise<Problem | null>;
};

/** The server's tagging routes. Whatever goes wrong comes back as a problem with words. */
export const taggingApi: TaggingApi = {
  plan: (wish) => post("/api/tagging/plans", planRequest(wish), async (response) => response.json()),
  start: (start, key) => post("/api/tagging/jobs", start, async (response) => response.json(), { "idempotency-key": key }),
  ask: (id, order) => post(`/api/tagging/jobs/${encodeURIComponent(id)}/${order}`, {}, async () => null),
  async follow(id, onEvent, signal) {
    try {
      const response = await fetch(`/api/tagging/jobs/${encodeURIComponent(id)}/events`, { cache: "no-store", signal });
      if (!response.ok || response.body === null) return await readProblem(response);
      for await (const line of readNdjson(response.body)) onEvent(JSON.parse(line));
      return null;
    } catch (error) {
      return unreachable(error);
    }
  },
};

function planRequest(wish: TaggingWish): unknown {
  if (wish.action !== "undo") return { action: wish.action, nodes: wish.nodes.map(toTarget) };
  return { action: wish.action, job: wish.job, ...(wish.nodes && { nodes: wish.nodes.map(toTarget) }) };
}

/** The server takes these three and nothing else; nodes come here with more on them. */
function toTarget({ account, region, id }: TaggingTarget): TaggingTarget {
  return { account, region, id };
}

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
