import { cellReading, nodeSpan } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";
import type { ReadingState } from "../reading-state.ts";

export type NaiveNode = {
  id: string;
  verdict: "reachable" | "blocked" | "unknown";
  tags: Readonly<Record<string, string>> | null;
};
export type NaiveCell = { account: string; region: string; state: ReadingState; nodes: readonly NaiveNode[] };

/** What was known at each moment (epoch milliseconds), written out in full. For tests: what the spans have to add up to. */
export type NaiveHistory = readonly { ms: number; cells: readonly NaiveCell[] }[];

/** A history of `steps` random readings of three cells, a second apart. The same `seed`, the same history. */
export function naiveHistory(seed: number, steps: number, startMs: number): NaiveHistory {
  let state = seed * 2_654_435_761 + 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const cells: NaiveCell[] = [];
  return Array.from({ length: steps }, (_, step) => {
    const [account = "", region = ""] = pick(["1 east", "1 west", "2 east"]).split(" ");
    const at = cells.findIndex((cell) => cell.account === account && cell.region === region);
    const before = cells[at]?.nodes ?? [];
    const isRead = random(4) > 0;
    const nodes = isRead ? changed(before) : before;
    const cell: NaiveCell = { account, region, state: isRead ? "read" : pick(["denied", "failed", "stopped"]), nodes };
    if (at === -1) cells.push(cell);
    else cells[at] = cell;
    return { ms: startMs + step * 1_000, cells: [...cells] };
  });

  function changed(nodes: readonly NaiveNode[]): readonly NaiveNode[] {
    const kept = nodes.filter(() => random(10) > 0).map((node) => (random(4) === 0 ? made(node.id) : node));
    const ids = new Set(nodes.map(({ id }) => id));
    const fresh = Array.from({ length: random(6) }, () => `i-${random(40)}`).filter((id) => !ids.has(id));
    return [...kept, ...[...new Set(fresh)].map(made)];
  }

  function made(id: string): NaiveNode {
    const tags =
      random(8) === 0 ? null : random(4) === 0 ? {} : { Team: pick(["a", "b", "", "other", "(not tagged)", `t${random(20)}`]) };
    return { id, verdict: pick(["reachable", "blocked", "unknown"]), tags };
  }
}

/** Writes a history as the recorder would: a point a step, and spans where something changed. */
export async function writeNaive(db: StoreDb, history: NaiveHistory): Promise<void> {
  type Span = typeof nodeSpan.$inferInsert;
  const spans: Span[] = [];
  const open = new Map<string, Span>();
  const points: (typeof cellReading.$inferInsert)[] = [];
  for (const [step, { ms, cells }] of history.entries()) {
    const before = history[step - 1]?.cells ?? [];
    const cell = cells.find((candidate) => !before.includes(candidate));
    if (cell === undefined) continue;
    const { account, region, state, nodes } = cell;
    const at = new Date(ms);
    points.push({ account, region, at, state, nodes: nodes.length, problem: null, policy: "test" });
    if (state !== "read") continue;
    const there = new Set(nodes.map(({ id }) => id));
    for (const [key, span] of open) {
      if (span.account !== account || span.region !== region || there.has(span.nodeId)) continue;
      span.toAt = at;
      open.delete(key);
    }
    for (const { id, verdict, tags } of nodes) {
      const key = `${account} ${region} ${id}`;
      const digest = JSON.stringify([verdict, tags]);
      const last = open.get(key);
      if (last?.digest === digest) continue;
      if (last !== undefined) last.toAt = at;
      const words = { name: id, runCommand: verdict, portForwarding: "unknown", tagState: "absent", tags, digest };
      const span: Span = { account, region, nodeId: id, fromAt: at, toAt: null, ...words };
      spans.push(span);
      open.set(key, span);
    }
  }
  await db.insert(cellReading).values(points);
  await db.insert(nodeSpan).values(spans);
}
