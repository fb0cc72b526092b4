import { askServer } from "#components/changes/ask-server.ts";

/** The name that this browser's session goes by in the record, "" where nobody gave one; null where it was not told. */
export async function readSessionName(signal: AbortSignal): Promise<string | null> {
  const answer = await askServer<{ name?: unknown }>("/api/session", signal);
  return answer.ok && typeof answer.value.name === "string" ? answer.value.name : null;
}
