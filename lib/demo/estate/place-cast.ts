import { kindOfAccount } from "./accounts.ts";
import { getApp } from "./apps.ts";
import type { CastMember } from "./cast.ts";

export type Stage = { account: string; count: number; hostManagement: boolean; denied: boolean };

/**
 * Gives each member of the cast a cell: one of an account that runs its application, spread in proportion to size.
 * Where such cells are full (small estates) any cell will do, but never the denied one. Answers a list per stage;
 * members for whom there is no place are left out.
 */
export function placeCast(cast: readonly CastMember[], stages: readonly Stage[]): CastMember[][] {
  const placed: CastMember[][] = stages.map(() => []);
  const hasRoom = (at: number) => (stages[at]?.count ?? 0) > (placed[at]?.length ?? 0);
  const load = (at: number) => ((placed[at]?.length ?? 0) + 1) / (stages[at]?.count ?? 0);

  for (const member of cast) {
    const open = stages.flatMap((stage, at) => (!stage.denied && hasRoom(at) ? [at] : []));
    const fitting = open.filter((at) => fits(member, stages[at]));
    const best = (fitting.length > 0 ? fitting : open).toSorted((one, other) => load(one) - load(other) || one - other)[0];
    if (best !== undefined) placed[best]?.push(member);
  }
  return placed;
}

function fits(member: CastMember, stage: Stage | undefined): boolean {
  if (stage === undefined || (member.hostManagement === true && !stage.hostManagement)) return false;
  return (getApp(member.app).weights[kindOfAccount(stage.account)] ?? 0) > 0;
}
