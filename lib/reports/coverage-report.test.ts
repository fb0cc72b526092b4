import Papa from "papaparse";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { keepHistoryCut } from "#lib/retention/history-cut.ts";
import { cellReading, nodeSpan } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { coverageCsv } from "./coverage-csv.ts";
import { readCoverageReport } from "./coverage-head.ts";
import { coverageJson } from "./coverage-json.ts";
import { coveragePage } from "./coverage-page.ts";

const NOW = new Date("2026-11-24T14:02:31.120Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const [READ, LOST] = [
  { account: "111111111111", region: "eu-west-1" },
  { account: "222222222222", region: "us-east-1" },
];
const HOSTILE = "@SUM(1)<img src=x onerror=alert(1)>";

let store: Store;

beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());
beforeEach(() => emptyStore(store));

const span = (cell: typeof READ, nodeId: string, runCommand: string, toAt: Date | null = null) => ({
  ...cell,
  nodeId,
  fromAt: hoursAgo(10),
  toAt,
  name: HOSTILE,
  runCommand,
  portForwarding: "unknown",
  tagState: "wrong-value",
  tags: { CadoResponseSSMEnabled: "=true" },
  digest: nodeId,
});

async function seed(): Promise<void> {
  const problem = { code: "UnauthorizedOperation", title: "AWS <refused> it.", requestId: "request-9" };
  await store.db.insert(cellReading).values([
    { ...READ, at: hoursAgo(10), state: "read", nodes: 2, problem: null, policy: "documented-tagged:1f0c" },
    { ...LOST, at: hoursAgo(10), state: "read", nodes: 1, problem: null, policy: "documented-tagged:1f0c" },
    { ...LOST, at: hoursAgo(5), state: "denied", nodes: 1, problem, policy: "documented-tagged:1f0c" },
  ]);
  await store.db
    .insert(nodeSpan)
    .values([
      span(READ, "i-00000000000000001", "reachable"),
      span(READ, "i-00000000000000002", "blocked", hoursAgo(2)),
      span(LOST, "i-00000000000000003", "reachable"),
    ]);
}

async function whole(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

async function report(at: Date) {
  const found = await readCoverageReport(store.db, at, "run-command", NOW);
  if (!found.ok) throw new Error("there is a report");
  return found;
}

describe("a coverage report", () => {
  it("says how it stood then, what was not read and why, and under which policy", async () => {
    await seed();
    expect((await report(hoursAgo(3))).head).toMatchObject({
      at: hoursAgo(3).toISOString(),
      counts: { reachable: 1, blocked: 1, unknown: 0, unread: 1 },
      atLeast: true,
      policies: ["documented-tagged:1f0c"],
      cells: [
        { ...READ, state: "read", unread: false },
        { ...LOST, state: "denied", unread: true, problem: { code: "UnauthorizedOperation" } },
      ],
    });
    expect((await report(hoursAgo(8))).head).toMatchObject({ counts: { reachable: 2, blocked: 1, unread: 0 }, atLeast: false });
  });

  it("is CSV with a line per node of then, unread ones not told as if they had been read", async () => {
    await seed();
    const { head, nodes } = await report(hoursAgo(3));
    const { data } = Papa.parse<Record<string, string>>(await whole(coverageCsv(head, nodes, DOCUMENTED_TAG)), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["i-00000000000000001", "reachable"],
      ["i-00000000000000002", "blocked"],
      ["i-00000000000000003", "unread"],
    ]);
    expect(data[0]).toMatchObject({
      at: hoursAgo(3).toISOString(),
      name: `'${HOSTILE}`,
      tag: "CadoResponseSSMEnabled==true",
      "tag state": "wrong-value",
      "read at": hoursAgo(10).toISOString(),
    });
  });

  it("leaves out a node that was gone by then", async () => {
    await seed();
    const { nodes } = await report(hoursAgo(1));
    expect((await Array.fromAsync(nodes)).map(({ id }) => id)).toEqual(["i-00000000000000001", "i-00000000000000003"]);
  });

  it("is one JSON document", async () => {
    await seed();
    const { head, nodes } = await report(hoursAgo(3));
    const read = JSON.parse(await whole(coverageJson(head, nodes)));
    expect(read).toMatchObject({ report: "coverage", capability: "run-command" });
    expect(read.nodes).toHaveLength(3);
  });

  it("is a page that says at least, names every gap, and in which nobody’s text is markup", async () => {
    await seed();
    const { head, nodes } = await report(hoursAgo(3));
    const page = await whole(coveragePage(head, nodes, DOCUMENTED_TAG, "n"));
    expect(page).toContain("At least 1 of at least 3 nodes were in reach of Run Command.");
    expect(page).toContain("1 account-region could not be read");
    expect(page).toContain("AWS &#60;refused&#62; it.");
    expect(page).toContain("Not read; before: reachable");
    expect(page).not.toContain("<img");
  });

  it("is refused for a moment before anything was read, and for one that retention took away", async () => {
    await seed();
    expect(await readCoverageReport(store.db, hoursAgo(11), "run-command", NOW)).toEqual({ ok: false, before: null });
    await store.transact("test", (tx) => keepHistoryCut(tx, hoursAgo(4)));
    expect(await readCoverageReport(store.db, hoursAgo(5), "run-command", NOW)).toEqual({
      ok: false,
      before: hoursAgo(4).toISOString(),
    });
  });
});
