import type { DryRun, PlannedNode } from "#lib/domain/tagging.ts";

export type DryRunGroups = {
  /** Account-regions in which AWS would let every kind of write happen. */
  allowed: number;
  /** Answers of AWS that a write would be refused. */
  refused: readonly DryRun[];
  /** Answers that could not be found out. */
  unknown: readonly DryRun[];
  /** Nodes to change that are in an account-region with a refusal. */
  refusedNodes: number;
};

/** What AWS said beforehand, by account and region: one refusal is enough to not call a place allowed. */
export function groupDryRuns(dryRuns: readonly DryRun[], changes: readonly PlannedNode[]): DryRunGroups {
  const placeOf = ({ account, region }: { account: string; region: string }) => `${account} ${region}`;
  const refused = dryRuns.filter(({ allowed }) => allowed === false);
  const unknown = dryRuns.filter(({ allowed }) => allowed === null);
  const notAllowed = new Set([...refused, ...unknown].map(placeOf));
  const refusedPlaces = new Set(refused.map(placeOf));
  return {
    allowed: new Set(dryRuns.map(placeOf).filter((place) => !notAllowed.has(place))).size,
    refused,
    unknown,
    refusedNodes: changes.filter((node) => refusedPlaces.has(placeOf(node))).length,
  };
}
