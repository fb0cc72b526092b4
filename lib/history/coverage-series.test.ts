import { beforeEach, describe, expect, it } from "vitest";
import { emptyStore } from "#e2e/test-store.ts";
import type { CoveragePoint, NodeChange } from "#lib/domain/coverage-history.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { Store } from "#lib/store/store.ts";
import { changedNodes, compareDates } from "./compare-dates.ts";
import { coverageAt } from "./coverage-at.ts";
import { coverageSeries } from "./coverage-series.ts";
import { type NaiveCell, type NaiveNode, naiveHistory, writeNaive } from "./reference/naive-history.ts";
import { describeOnBoth } from "./reference/test-stores.ts";

let store: Store;

const START = Date.UTC(2026, 10, 14, 12);
const STEPS = 60;
const END = START + STEPS * 1_000;
const ALL = { capability: "run-command", fromMs: START, toMs: END, points: 500 } as const;

type Counts = Omit<CoveragePoint, "at" | "readAt">;

/** The counts of some nodes of some cells, one by one. */
function recount(
  cells: readonly NaiveCell[],
  has: (cell: NaiveCell, node: NaiveNode) => boolean,
  hasCell: (cell: NaiveCell) => boolean,
): Counts {
  const counts = { reachable: 0, blocked: 0, unknown: 0, unread: 0, unreadCells: 0 };
  for (const cell of cells) {
    for (const node of cell.nodes.filter((candidate) => has(cell, candidate))) {
      counts[cell.state === "read" ? node.verdict : "unread"] += 1;
    }
    if (hasCell(cell) && cell.state !== "read" && cell.nodes.length === 0) counts.unreadCells += 1;
  }
  return counts;
}

const counted = ({ at: _at, readAt: _readAt, ...counts }: CoveragePoint): Counts => counts;

describeOnBoth((opened) => {
  beforeEach(async () => {
    store = opened();
    await emptyStore(store);
  });

  describe.each([1, 2])("a random history (%i)", (seed) => {
    const history = naiveHistory(seed, STEPS, START);
    const cellsAt = (ms: number) => history.findLast((step) => step.ms <= ms)?.cells ?? [];
    beforeEach(() => writeNaive(store.db, history));

    it("adds up to what was known at every recorded moment, whole and by account and region", async () => {
      for (const by of ["", "account", "region"] as const) {
        const { series } = await coverageSeries(store.db, { ...ALL, by });
        const nameOf = (cell: NaiveCell): string => (by === "" ? "" : cell[by]);
        expect(new Set(series.map(({ name }) => name))).toEqual(new Set(cellsAt(END).map(nameOf)));
        for (const { name, points } of series) {
          expect(points.map(({ at }) => Date.parse(at))).toEqual([...history.map(({ ms }) => ms), END]);
          const isOf = (cell: NaiveCell) => nameOf(cell) === name;
          for (const point of points) expect(counted(point)).toEqual(recount(cellsAt(Date.parse(point.at)), isOf, isOf));
        }
      }
    });

    it("adds up to the whole by a tag, with the largest values told apart and the rest as other", async () => {
      const { series } = await coverageSeries(store.db, { ...ALL, by: "tag:Team" });
      expect(series.map(({ kind }) => kind)).toContain("missing");
      expect(series.map(({ kind }) => kind)).toContain("unread");
      expect(series).toHaveLength(13);
      expect(series.at(-1)?.kind).toBe("other");
      const told = series.filter(({ kind }) => kind === "value").map(({ name }) => name);
      for (const { kind, name, points } of series) {
        const isOf = (_: NaiveCell, { tags }: NaiveNode): boolean => {
          const value = tags?.Team;
          if (kind === "unread") return tags === null;
          if (kind === "missing") return tags !== null && value === undefined;
          return kind === "other" ? value !== undefined && !told.includes(value) : value === name;
        };
        for (const point of points) {
          expect(counted(point)).toEqual(recount(cellsAt(Date.parse(point.at)), isOf, () => true));
        }
      }
    });

    it("tells the last moment of each part where there are more moments than are asked for", async () => {
      const all = await coverageSeries(store.db, { ...ALL, by: "" });
      const few = await coverageSeries(store.db, { ...ALL, by: "", points: 7 });
      expect(few.series[0]?.points.length).toBeLessThanOrEqual(9);
      for (const point of few.series[0]?.points ?? []) expect(all.series[0]?.points).toContainEqual(point);
      const middle = await coverageSeries(store.db, { ...ALL, by: "", fromMs: START + 10_500, toMs: START + 20_500 });
      for (const point of middle.series[0]?.points ?? []) {
        expect(counted(point)).toEqual(
          recount(
            cellsAt(Date.parse(point.at)),
            () => true,
            () => true,
          ),
        );
      }
    });

    it("compares any two moments as the naive way does", async () => {
      for (const [fromMs, toMs] of [
        [START + 5_000, START + 6_000],
        [START + 10_000, START + 40_000],
        [START + 30_500, END],
      ] as const) {
        const [before, after] = [cellsAt(fromMs), cellsAt(toMs)];
        const expected: string[] = [];
        for (const { account, region } of after) {
          const [one, other] = [before, after].map((cells) =>
            cells.find((cell) => cell.account === account && cell.region === region),
          );
          const ids = new Set([...(one?.nodes ?? []), ...(other?.nodes ?? [])].map(({ id }) => id));
          for (const id of ids) {
            const [then, now] = [one, other].map((cell) => cell?.nodes.find((node) => node.id === id)?.verdict ?? null);
            const change = changeOf(one?.state === "read" && other?.state === "read", then ?? null, now ?? null);
            if (change !== null) expected.push(`${account} ${region} ${id} ${change} ${then} ${now}`);
          }
        }
        const request = { capability: "run-command", tag: DOCUMENTED_TAG, fromMs, toMs } as const;
        const { counts, nodes } = await compareDates(store.db, request, 10_000);
        const told = nodes.map(
          ({ account, region, id, change, before: then, after: now }) => `${account} ${region} ${id} ${change} ${then} ${now}`,
        );
        expect(told.sort()).toEqual(expected.sort());
        for (const [change, count] of Object.entries(counts))
          expect(nodes.filter((node) => node.change === change)).toHaveLength(count);
        const all = await Array.fromAsync(changedNodes(store.db, request));
        expect(all.map(({ account, region, id }) => `${account} ${region} ${id}`).sort()).toEqual(
          nodes.map(({ account, region, id }) => `${account} ${region} ${id}`).sort(),
        );
      }
    });

    it("tells of every node as it was at a moment", async () => {
      for (const ms of [START - 1, START, START + 33_333, END]) {
        const at = await coverageAt(store.db, new Date(ms), "run-command");
        const nodes = await Array.fromAsync(at.nodes);
        expect(counted(at.counts)).toEqual(
          recount(
            cellsAt(ms),
            () => true,
            () => true,
          ),
        );
        expect(nodes.map(({ account, region, id, verdict, unread }) => [account, region, id, verdict, unread])).toEqual(
          cellsAt(ms)
            .flatMap((cell) =>
              cell.nodes.map((node) => [cell.account, cell.region, node.id, node.verdict, cell.state !== "read"]),
            )
            .sort((one, other) => (one.join(" ") < other.join(" ") ? -1 : 1)),
        );
      }
    });
  });

  it("tells nothing of the time before the first point", async () => {
    expect(await coverageSeries(store.db, { ...ALL, by: "" })).toMatchObject({ series: [{ name: "", points: [] }] });
    await writeNaive(store.db, naiveHistory(1, 5, START));
    const early = { ...ALL, fromMs: START - 86_400_000 };
    const { from, series } = await coverageSeries(store.db, { ...early, by: "" });
    expect(from).toBe(new Date(START).toISOString());
    expect(series[0]?.points[0]?.at).toBe(from);
    expect((await coverageSeries(store.db, { ...early, toMs: START - 1, by: "" })).series[0]?.points).toEqual([]);
  });
});

function changeOf(isRead: boolean, then: string | null, now: string | null): NodeChange | null {
  if (!isRead) return then === null && now === null ? null : "unread";
  if (then === null) return "entered";
  if (now === null) return "left";
  if (then === "reachable") return now === "reachable" ? null : "lost";
  return now === "reachable" ? "gained" : null;
}
