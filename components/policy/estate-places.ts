import { accountLabel } from "#components/instances/account-label.ts";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { Place } from "./input/place-choice.tsx";

/** The accounts and regions of the estate, each once, in the order of its cells. */
export function estatePlaces({ cells, accounts }: Pick<Snapshot, "cells" | "accounts">): {
  accounts: readonly Place<AccountId>[];
  regions: readonly Place<RegionName>[];
} {
  const ids = [...new Set(cells.map(({ account }) => account))];
  const regions = [...new Set(cells.map(({ region }) => region))].sort();
  return {
    accounts: ids.map((value) => ({ value, label: accountLabel(accounts, value) })),
    regions: regions.map((value) => ({ value, label: value })),
  };
}
