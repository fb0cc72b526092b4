import type { CoveragePoint, CoverageSeries } from "#lib/domain/coverage-history.ts";
import type { CellOverTime } from "./cells-over-time.ts";
import type { SpanGroup } from "./span-groups.ts";
import { toVerdict } from "./span-words.ts";

export type ToAddUp = {
  by: string;
  /** Epoch milliseconds, ascending. */
  moments: readonly number[];
  groups: readonly SpanGroup[];
  cells: readonly CellOverTime[];
  /** Series to tell apart. */
  most: number;
};

type Count = Omit<CoveragePoint, "at" | "readAt"> & { readMs: number | null };
type Line = { name: string; kind: CoverageSeries["kind"]; counts: readonly Count[]; weight: number };

/**
 * The points of every series. Nodes count by their verdict where the latest reading of their cell by that moment
 * succeeded, and as unread where it failed. A cell that failed and has no known node counts as an unread cell: of its
 * account or region, or of every value of a tag, because any of them may be there. Largest series first, `other` last.
 */
export function addUpPoints({ by, moments, groups, cells, most }: ToAddUp): readonly CoverageSeries[] {
  const lines = new Map<string, Line>();
  const lineOf = (kind: CoverageSeries["kind"], name: string): Line => {
    const key = `${kind} ${name}`;
    const line = lines.get(key) ?? { name, kind, weight: 0, counts: moments.map(noCount) };
    lines.set(key, line);
    return line;
  };
  if (by === "") lineOf("value", "");
  const groupsOf = Map.groupBy(groups, ({ account, region }) => `${account} ${region}`);
  for (const cell of cells) {
    const own = groupsOf.get(`${cell.account} ${cell.region}`) ?? [];
    const known = moments.map(() => 0);
    for (const group of own) addNodes(lineOf(group.kind, group.name), group, cell, known);
    if (by.startsWith("tag:")) continue;
    const name = by === "account" ? cell.account : by === "region" ? cell.region : "";
    const isTold = lines.has(`value ${name}`) || lines.size < most;
    // Where other cells of its name are told apart, or there is room, so is this one.
    addCell(isTold ? lineOf("value", name) : lineOf("other", ""), cell, known);
  }
  if (by.startsWith("tag:")) {
    for (const line of lines.values()) {
      for (const cell of cells) addCell(line, cell, knownIn(groupsOf.get(`${cell.account} ${cell.region}`) ?? [], moments));
    }
  }
  return [...lines.values()]
    .sort((one, other) => Number(one.kind === "other") - Number(other.kind === "other") || other.weight - one.weight)
    .map(({ name, kind, counts }) => ({ name, kind, points: counts.map((count, at) => toPoint(count, moments[at] ?? 0)) }));
}

function addNodes(line: Line, { verdict, i, j, n }: SpanGroup, { unread }: CellOverTime, known: number[]): void {
  for (let at = i; at < j; at += 1) {
    const count = line.counts[at];
    if (count === undefined) continue;
    known[at] = (known[at] ?? 0) + n;
    line.weight += n;
    if (unread[at]) count.unread += n;
    else count[toVerdict(verdict)] += n;
  }
}

function addCell({ counts }: Line, { unread, readMs }: CellOverTime, known: readonly number[]): void {
  for (const [at, count] of counts.entries()) {
    if (unread[at] && known[at] === 0) count.unreadCells += 1;
    const read = readMs[at] ?? null;
    if (read !== null) count.readMs = Math.max(count.readMs ?? 0, read);
  }
}

function knownIn(groups: readonly SpanGroup[], moments: readonly number[]): readonly number[] {
  const known = moments.map(() => 0);
  for (const { i, j, n } of groups) for (let at = i; at < j; at += 1) known[at] = (known[at] ?? 0) + n;
  return known;
}

function noCount(): Count {
  return { reachable: 0, blocked: 0, unknown: 0, unread: 0, unreadCells: 0, readMs: null };
}

function toPoint({ readMs, ...counts }: Count, ms: number): CoveragePoint {
  return { at: new Date(ms).toISOString(), ...counts, readAt: readMs === null ? null : new Date(readMs).toISOString() };
}
