import {
  type AccountId,
  type InstanceId,
  parseAccountId,
  parseInstanceId,
  parseRegionName,
  type RegionName,
} from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { invalidAccount, invalidId, invalidRegion, unknownAccount, unknownRegion } from "./tagging-problems.ts";

/** A node to act on in a known cell; `at` is its place among the targets. */
export type CellTarget = { at: number; id: InstanceId };

export type CellTargets = { account: AccountId; region: RegionName; targets: readonly CellTarget[] };

export type GroupedTargets<T extends TaggingTarget> = {
  /** The requested nodes in request order, each once: of identical ones the first stays. */
  targets: readonly T[];
  /** Those that no call can be made for, with the reason. */
  refused: readonly { at: number; problem: Problem }[];
  /** All others, by account and region, in order of first appearance. */
  cells: readonly CellTargets[];
};

/** The regions that the dashboard reads, by account; with a problem where nothing may be sent to one. */
export type KnownCells = ReadonlyMap<string, ReadonlyMap<string, Problem | null>>;

/**
 * Sorts requested nodes into the cells that the dashboard reads. A node of any other account or region is refused: its
 * calls would go out with the credentials of an account that was not asked for.
 */
export function groupTargets<T extends TaggingTarget>(nodes: readonly T[], known: KnownCells): GroupedTargets<T> {
  const targets = distinctTargets(nodes);
  const refused: { at: number; problem: Problem }[] = [];
  const cells = new Map<string, { account: AccountId; region: RegionName; targets: CellTarget[] }>();
  for (const [at, target] of targets.entries()) {
    const parsed = parseTarget(target, known);
    if (!parsed.ok) {
      refused.push({ at, problem: parsed.problem });
      continue;
    }
    const { account, region, id } = parsed;
    const key = `${account} ${region}`;
    const cell = cells.get(key) ?? { account, region, targets: [] };
    cell.targets.push({ at, id });
    cells.set(key, cell);
  }
  return { targets, refused, cells: [...cells.values()] };
}

/** Identical nodes once, where the first of them stood. */
export function distinctTargets<T extends TaggingTarget>(nodes: readonly T[]): T[] {
  const byKey = new Map<string, T>();
  for (const node of nodes) {
    const key = JSON.stringify([node.account, node.region, node.id]);
    if (!byKey.has(key)) byKey.set(key, node);
  }
  return [...byKey.values()];
}

type Parsed = { ok: true; account: AccountId; region: RegionName; id: InstanceId } | { ok: false; problem: Problem };

function parseTarget(target: TaggingTarget, known: KnownCells): Parsed {
  const account = parseAccountId(target.account);
  if (account === undefined) return { ok: false, problem: invalidAccount(target.account) };
  const region = parseRegionName(target.region);
  if (region === undefined) return { ok: false, problem: invalidRegion(target.region) };
  const id = parseInstanceId(target.id);
  if (id === undefined) return { ok: false, problem: invalidId(target.id) };
  const regions = known.get(account);
  if (regions === undefined) return { ok: false, problem: unknownAccount(account) };
  const problem = regions.get(region);
  if (problem === undefined) return { ok: false, problem: unknownRegion(target) };
  if (problem !== null) return { ok: false, problem };
  return { ok: true, account, region, id };
}
