import "server-only";
import { headers } from "next/headers";
import type { Problem } from "#lib/domain/problem.ts";
import { PRIVATE_HEADERS } from "#lib/http/problem-response.ts";
import { toStoreError } from "#lib/store/store-error.ts";
import { problemPage } from "./page.ts";
import { streamResponse } from "./stream-response.ts";

const HEADERS = { ...PRIVATE_HEADERS, "Content-Type": "text/html; charset=utf-8" };

export type PageAnswer =
  | { ok: true; pieces: (nonce: string) => AsyncGenerator<string> }
  | { ok: false; problem: Problem & { status: number } };

/**
 * A printable page, or one that says why there is none. Not a React page: a hundred thousand rows would be sent twice, and
 * kept in memory, to hydrate what nobody presses. Where the database is away the page says so.
 */
export async function pageResponse(make: () => Promise<PageAnswer>): Promise<Response> {
  const nonce = (await headers()).get("x-nonce") ?? "";
  const answer = await make().catch(toAnswer);
  if (answer.ok) return streamResponse(answer.pieces(nonce), HEADERS);
  return new Response(problemPage(answer.problem, nonce), { status: answer.problem.status, headers: HEADERS });
}

function toAnswer(error: unknown): PageAnswer {
  const known = toStoreError(error);
  if (known === null) throw error;
  return { ok: false, problem: known.problem };
}
