import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type StandInTagging, startStandInTagging } from "#e2e/stand-in-tagging.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";

const LIMIT_MS = 120_000;

let world: StandInTagging;

beforeAll(async () => {
  world = await startStandInTagging({ instances: 4000, seed: 2 });
});

afterAll(() => world.close());

test("of 2,000 nodes 1% vanish, half of them after they were planned: every good one is tagged and verified, every bad one is named with AWS's code, no other tag changes", {
  timeout: LIMIT_MS,
}, async () => {
  const { key, value } = DOCUMENTED_TAG;
  const nodes = world.nodes().filter(isTaggable).slice(0, 2000);
  for (const node of nodes) dropTag(node);
  const vanished = new Set(nodes.filter((_, at) => at % 100 === 50).map(keyOf));
  const [early, late] = [0, 1].map((half) =>
    nodes.filter((node, at) => vanished.has(keyOf(node)) && Math.floor(at / 100) % 2 === half),
  );
  remove(early ?? []);
  const before = world.allTags();
  world.beforeCall = ({ operation }) => {
    if (operation === "CreateTags") remove((late ?? []).splice(0));
  };

  const job = await world.run({ action: "tag", nodes });

  expect(job.counts).toMatchObject({ verified: 1980, failed: 20 });
  expect(job.outcomes.map(keyOf)).toEqual(nodes.map(keyOf));
  const after = world.allTags();
  for (const outcome of job.outcomes) {
    const name = keyOf(outcome);
    expect(outcome.problem?.code).toBe(vanished.has(name) ? "InvalidInstanceID.NotFound" : undefined);
    if (vanished.has(name)) continue;
    const expected = [...parseTags(before.get(name)), [key, value]];
    expect(parseTags(after.get(name))).toEqual(expected.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1)));
    after.delete(name);
    before.delete(name);
  }
  for (const name of vanished) before.delete(name);
  expect(after).toEqual(before);
  // Every chunk once, and once more for each refusal that named vanished ids.
  const cells = new Set(nodes.map(({ account, region }) => `${account} ${region}`));
  expect(world.calls.get("CreateTags")).toBeLessThanOrEqual(cells.size + Math.ceil(2000 / 200) + 10);
});

function isTaggable(node: TaggingTarget): boolean {
  const cell = world.standIn.estate.cell(node.account, node.region);
  if (cell === undefined || node.id.startsWith("mi-")) return false;
  const { state } = cell.instance(cell.indexOf(node.id));
  return (state === "running" || state === "stopped") && Object.keys(world.tagsOf(node)).length < 50;
}

/** Every spelling of our tag, as if nobody had ever tagged the node. */
function dropTag(node: TaggingTarget): void {
  for (const name of Object.keys(world.tagsOf(node))) {
    if (name.toLowerCase() === DOCUMENTED_TAG.key.toLowerCase()) world.deleteTag(node, name);
  }
}

function remove(nodes: readonly TaggingTarget[]): void {
  for (const { account, region, id } of nodes) {
    const cell = world.standIn.estate.cell(account, region);
    cell?.remove(cell.indexOf(id));
  }
}

function parseTags(text: string | undefined): [string, string][] {
  return JSON.parse(text ?? "[]");
}
