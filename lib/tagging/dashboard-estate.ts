import "server-only";
import { getAwsAccess } from "#lib/aws/aws-access.ts";
import { toProblem } from "#lib/aws/aws-problem.ts";
import { cellClients } from "#lib/aws/cell-clients.ts";
import { getConfig } from "#lib/config/config.ts";
import type { Cell } from "#lib/domain/cell.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { EstateSweep } from "#lib/inventory/sweep/estate-sweep.ts";
import { getEstate } from "#lib/inventory/sweep/get-estate.ts";
import { PATIENCE, type TaggingEstate } from "./tagging-estate.ts";

export type OpenedEstate = { ok: true; estate: TaggingEstate } | { ok: false; problem: Problem & { status: number } };

/**
 * The estate that the dashboard reads, as tagging needs it. Waits until the regions of every account have been looked
 * up, which the first sweep begins with. A problem (503) where not even the account of the credentials is known.
 */
export async function openTaggingEstate(): Promise<OpenedEstate> {
  const sweep = getEstate();
  try {
    await sweep.open();
  } catch (error) {
    return { ok: false, problem: { ...toProblem(error, { action: "sts:GetCallerIdentity" }), status: 503 } };
  }
  await cellsFound(sweep);
  const byAccount = Map.groupBy(sweep.snapshot.cells, (cell) => cell.account);
  const estate: TaggingEstate = {
    tag: getConfig().tag,
    known: new Map(
      [...byAccount].map(([account, cells]) => [account, new Map(cells.map((cell) => [cell.region, hindrance(cell)]))]),
    ),
    clients: cellClients,
    guardedClients: (account, region, present) => getAwsAccess().guardedCell(account, region, present),
    onSpellingsRead: (node, found) => sweep.applySpellings(node, getConfig().tag.key, found),
    size: () => sweep.snapshot.liveCount,
    rules: getConfig().tagging,
    patience: PATIENCE,
  };
  return { ok: true, estate };
}

function cellsFound(estate: EstateSweep): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      const { snapshot } = estate;
      const found = new Set<string>(snapshot.cells.map((cell) => cell.account));
      if (snapshot.sweeping && !snapshot.accounts.every(({ id }) => found.has(id))) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = estate.subscribe((line) => {
      if (line.t === "cell" || line.t === "done") check();
    });
    check();
  });
}

/** A region that is not there, or an account whose calls would go out with another one's credentials. */
function hindrance(cell: Cell): Problem | null {
  const isBarred = cell.state === "disabled" || cell.problem?.code === "other-account" || cell.problem?.code === "no-such-region";
  return isBarred ? (cell.problem ?? { code: "region-disabled", title: `${cell.region} is not enabled in this account.` }) : null;
}
