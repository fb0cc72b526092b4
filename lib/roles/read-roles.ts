import "server-only";
import { toProblem } from "#lib/aws/aws-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { RolesAnswer } from "./role-answer.ts";
import { getRoleBook } from "./role-book.ts";

export type RolesResult = { ok: true; answer: RolesAnswer } | { ok: false; problem: Problem & { status: number } };

/** Cado's role in every account, `anew` or as it is known; a problem (503) where not even the account is known. */
export async function readRoles({ anew = false }: { anew?: boolean } = {}): Promise<RolesResult> {
  const book = getRoleBook();
  try {
    return { ok: true, answer: await (anew ? book.refresh() : book.read()) };
  } catch (error) {
    return { ok: false, problem: { ...toProblem(error, { action: "sts:GetCallerIdentity" }), status: 503 } };
  }
}
