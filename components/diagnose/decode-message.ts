import { readProblem } from "#components/estate/read-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";

export type DecodeAnswer = { ok: true; text: string } | { ok: false; problem: Problem };

/** Has the server decode AWS's encoded message; the answer is AWS's JSON, set out in lines. */
export async function decodeMessage(encodedMessage: string, account: string | undefined): Promise<DecodeAnswer> {
  try {
    const response = await fetch("/api/diagnose/decode", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ encodedMessage, ...(account === undefined ? {} : { account }) }),
    });
    if (!response.ok) return { ok: false, problem: await readProblem(response) };
    return { ok: true, text: JSON.stringify(await response.json(), null, 2) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : "";
    const title = "The dashboard’s server did not answer.";
    return { ok: false, problem: { code: "unreachable", title, detail, remedy: "Check that it still runs, then try again." } };
  }
}
