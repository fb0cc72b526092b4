import { readProblem } from "#components/estate/read-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { WebhookLast } from "#lib/domain/setup-facts.ts";

export type TestSent = { ok: true; last: WebhookLast } | { ok: false; problem: Problem };

type Answer = { ok: boolean; status: number | null; detail: string };

/** Asks the server to send a test event to a receiver, named as it is shown. Whatever goes wrong comes back as a problem. */
export async function sendTestWebhook(url: string): Promise<TestSent> {
  try {
    const response = await fetch("/api/webhooks/test", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ url }),
    });
    if (!response.ok) return { ok: false, problem: await readProblem(response) };
    const { ok, status, detail }: Answer = await response.json();
    const last = { state: ok ? "delivered" : "given-up", event: "test", at: new Date().toISOString(), attempts: 1 } as const;
    return { ok: true, last: { ...last, status, detail } };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const remedy = "Look whether it is still running and the network is up, then try again.";
    return {
      ok: false,
      problem: { code: "server-unreachable", title: "The dashboard’s server did not answer.", detail, remedy },
    };
  }
}
