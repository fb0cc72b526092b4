import "server-only";
import { toProblem } from "#lib/aws/aws-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { EstateSweep } from "./estate-sweep.ts";
import { getEstate } from "./get-estate.ts";

export type OpenedEstate = { ok: true; estate: EstateSweep } | { ok: false; problem: Problem & { status: number } };

/** The dashboard's estate, its first sweep begun; a problem (503) where not even the account of the credentials is known. */
export async function openEstate(): Promise<OpenedEstate> {
  const estate = getEstate();
  try {
    await estate.open();
    return { ok: true, estate };
  } catch (error) {
    return { ok: false, problem: { ...toProblem(error, { action: "sts:GetCallerIdentity" }), status: 503 } };
  }
}
