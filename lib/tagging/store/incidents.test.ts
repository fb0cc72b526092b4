import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type StandInTagging, startStandInTagging } from "#e2e/stand-in-tagging.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { expireIncidents } from "#lib/worker/expire-incidents.ts";

const HOUR_MS = 3_600_000;

let world: StandInTagging;

beforeAll(async () => {
  world = await startStandInTagging({ instances: 300, seed: 1, throttling: false });
}, 30_000);

afterAll(() => world.close());

beforeEach(() => world.clear());

const isTagged = (node: TaggingTarget): boolean => world.tagsOf(node)[DOCUMENTED_TAG.key] === DOCUMENTED_TAG.value;
const estate = async () => world.estate;

async function openIncident(count: number) {
  const nodes = world
    .nodes()
    .filter((node) => node.id.startsWith("i-") && !Object.keys(world.tagsOf(node)).some((key) => /cado/i.test(key)))
    .slice(0, count);
  const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
  const job = await world.run({ action: "tag", nodes }, { reference: "INC-1", incident: { owner: "oncall", expiresAt } });
  return { job, tagged: job.outcomes.filter(({ state }) => state === "verified") };
}

test("an incident holds reach until its end, and is taken back then, once, by the system", async () => {
  const { job, tagged } = await openIncident(5);
  const end = new Date(Date.parse(job.incident?.expiresAt ?? ""));
  expect((await world.store.openIncidents()).map(({ id }) => id)).toEqual([job.id]);
  await expireIncidents(world.store, estate, new Date(end.getTime() - 1));
  expect(await world.store.list({ limit: 10 })).toHaveLength(1);

  await Promise.all([expireIncidents(world.store, estate, end), expireIncidents(world.store, estate, end)]);
  const [undo, ...others] = await world.store.list({ limit: 10 });
  expect(others).toHaveLength(1);
  expect(undo).toMatchObject({ action: "undo", undoOf: job.id, actor: { kind: "system" }, reference: "INC-1", state: "queued" });
  expect(tagged.every(isTagged)).toBe(true);
  await world.work(undo?.id ?? "");
  expect(tagged.some(isTagged)).toBe(false);
  expect(await world.store.openIncidents()).toEqual([]);
  expect(await world.store.dueIncidents(new Date(end.getTime() + HOUR_MS))).toEqual([]);
});

test("an incident that a person has taken back on every node is over; on some of them it is not", async () => {
  const { job, tagged } = await openIncident(5);
  const [first, ...rest] = tagged;
  if (first === undefined) throw new Error("Nothing was tagged.");
  await world.run({ action: "undo", job: job.id, nodes: [first] });
  expect(await world.store.openIncidents()).toHaveLength(1);
  await world.run({ action: "undo", job: job.id, nodes: tagged });
  expect(await world.store.openIncidents()).toEqual([]);
  expect(rest.some(isTagged)).toBe(false);
});

test("where AWS cannot be read at the end, the taking back waits for it", async () => {
  const { job, tagged } = await openIncident(3);
  const end = new Date(Date.parse(job.incident?.expiresAt ?? ""));
  await world.addFaults([
    { kind: "deny", where: { operation: "DescribeInstances" } },
    { kind: "deny", where: { operation: "DescribeTags" } },
  ]);
  await expireIncidents(world.store, estate, end);
  expect(await world.store.list({ limit: 10 })).toHaveLength(1);
  await fetch(`${world.standIn.url}/_control/faults`, { method: "DELETE" });
  await expireIncidents(world.store, estate, new Date(end.getTime() + 5000));
  const [undo] = await world.store.list({ limit: 10 });
  await world.work(undo?.id ?? "");
  expect(tagged.some(isTagged)).toBe(false);
});

test("jobs are listed newest first, page by page, and plans are not among them", async () => {
  const nodes = world.nodes().slice(0, 1);
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const plan = await world.plan({ action: count % 2 === 0 ? "tag" : "untag", nodes });
    await world.start(plan).catch(() => undefined);
    ids.unshift(plan.id);
  }
  await world.plan({ action: "tag", nodes });
  const first = await world.store.list({ limit: 2 });
  const second = await world.store.list({ limit: 10, before: first[1]?.id ?? "" });
  expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
  expect(await world.store.forgetPlans(new Date(Date.now() + HOUR_MS))).toBe(1);
});
