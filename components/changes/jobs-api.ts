import { readProblem } from "#components/estate/read-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { JobSummary, TaggingEvent } from "#lib/domain/tagging.ts";
import { readNdjson } from "#lib/inventory/read-ndjson.ts";
import { type Answer, askServer, tellServer, unreachable } from "./ask-server.ts";

export type JobWish = "pause" | "resume" | "cancel";

/** What the timeline asks of the server. */
export type TimelineApi = {
  /** Newest first; `before` is the id of the last one seen. */
  list(page: { limit: number; before?: string }): Promise<Answer<{ jobs: readonly JobSummary[] }>>;
  /** Incidents that still hold reach, soonest end first. */
  incidents(): Promise<Answer<{ jobs: readonly JobSummary[] }>>;
};

export const timelineApi: TimelineApi = {
  list: ({ limit, before }) =>
    askServer(`/api/tagging/jobs?${new URLSearchParams({ limit: String(limit), ...(before && { before }) })}`),
  incidents: () => askServer("/api/tagging/jobs?open=incidents"),
};

/** What a job's own page asks of the server. */
export type JobApi = {
  ask(id: string, wish: JobWish): Promise<Answer<null>>;
  /** Gives each line of the job's stream to `onEvent`. Returns null where the stream came to its end, or what cut it. */
  follow(id: string, options: { signal: AbortSignal; onEvent: (event: TaggingEvent) => void }): Promise<Problem | null>;
};

export const jobApi: JobApi = {
  ask: (id, wish) => tellServer(`/api/tagging/jobs/${encodeURIComponent(id)}/${wish}`),
  async follow(id, { signal, onEvent }) {
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
