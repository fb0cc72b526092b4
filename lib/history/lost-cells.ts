import "server-only";
import type { Problem } from "#lib/domain/problem.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { Store } from "#lib/store/store.ts";
import type { CellMemory, Place } from "./cell-memory.ts";
import { cellsAt } from "./coverage-at.ts";
import { keepCell } from "./keep-cell.ts";
import { isUnread, type ReadingState } from "./reading-state.ts";

/**
 * Cells that the history knows and a sweep that has ended did not meet. Those that the configuration no longer asks for
 * have left: their nodes are not counted any more. The others were not found, because their account did not let us in:
 * their nodes are unread.
 */
export async function keepLostCells(
  store: Store,
  snapshot: Snapshot,
  remember: (place: Place) => Promise<CellMemory>,
  isConfigured: (account: string, region: string) => boolean,
): Promise<void> {
  const met = new Set(snapshot.cells.map(({ account, region }) => `${account} ${region}`));
  const accounts = new Set(snapshot.accounts.map(({ id }) => id));
  for (const { account, region, state, policy } of await cellsAt(store.db, new Date())) {
    if (met.has(`${account} ${region}`)) continue;
    const isAsked = accounts.has(account) && isConfigured(account, region);
    const gap = snapshot.cells.find((cell) => cell.account === account && isUnread(endOf(cell.state)));
    const now: ReadingState = isAsked ? (gap?.state === "denied" ? "denied" : "failed") : "disabled";
    // Said once, when it begins.
    if (isUnread(now) ? isUnread(state) : state === now) continue;
    const problem = isAsked ? (gap?.problem ?? NOT_FOUND) : NOT_CONFIGURED;
    const memory = await remember({ account, region });
    const closed = isAsked ? [] : [...memory.digests.keys()];
    await keepCell(store, memory, { account, region, state: now, nodes: 0, problem, policy, closed, opened: [] });
  }
}

function endOf(state: Snapshot["cells"][number]["state"]): ReadingState {
  return state === "waiting" || state === "reading" ? "read" : state;
}

const NOT_CONFIGURED: Problem = {
  code: "not-configured",
  title: "The configuration no longer asks for it.",
};

const NOT_FOUND: Problem = {
  code: "not-found",
  title: "The account did not name this region any more.",
  remedy: "Check whether the region is still enabled in the account.",
};
