import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { keyOf, type StandInTagging, startStandInTagging } from "#e2e/stand-in-tagging.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState, type TagState } from "#lib/domain/tag-state.ts";
import type { TaggingAction, TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";

const { key: KEY, value: VALUE } = DOCUMENTED_TAG;
const LOWER = KEY.toLowerCase();
/** Stands nowhere in the estate. */
const GONE = "i-00000000000000bad";

const INTERNAL_ERROR = { kind: "error", code: "InternalError", message: "An internal error has occurred", status: 500 } as const;

let world: StandInTagging;

beforeAll(async () => {
  world = await startStandInTagging({ instances: 300, seed: 1, throttling: false });
});

afterAll(() => world.close());

beforeEach(() => world.clear());

const stateOf = (node: TaggingTarget): TagState => readTagState(world.tagsOf(node), DOCUMENTED_TAG).state;
const inState = (...states: TagState[]) => world.nodes().filter((node) => states.includes(stateOf(node)));
const states = (outcomes: readonly TaggingOutcome[]) => outcomes.map(({ state, problem }) => `${state} ${problem?.code ?? "-"}`);
const calls = (operation: string): number => world.calls.get(operation) ?? 0;

/** Fresh instances without our tag, in one cell. */
function addNodes(count: number, tags: Record<string, string> = { Name: "fresh" }): TaggingTarget[] {
  const cell = world.standIn.estate.cell("111111111111", "eu-west-1");
  if (cell === undefined) throw new Error("The estate has no such cell.");
  return Array.from({ length: count }, () => {
    const id = cell.id(cell.addInstance(new Map(Object.entries(tags))));
    return { account: cell.account, region: cell.region, id };
  });
}

/** The nodes of which a tag differs from before, with every difference. */
function changes(before: ReadonlyMap<string, string>): string[] {
  const after = world.allTags();
  return [...after].filter(([node, tags]) => before.get(node) !== tags).map(([node]) => node);
}

function withoutOurs(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => name.toLowerCase() !== LOWER));
}

describe("a whole estate", () => {
  test.each<[action: Exclude<TaggingAction, "undo">, changed: TagState[], goal: TagState]>([
    ["tag", ["absent"], "exact"],
    ["untag", ["exact", "wrong-value", "key-case-variant", "conflicting-variants"], "absent"],
    ["normalise", ["wrong-value", "key-case-variant", "conflicting-variants"], "exact"],
  ])(
    "%s changes the nodes it is for, verifies each, and leaves every other tag and node as it was",
    async (action, changed, goal) => {
      const nodes = world.nodes();
      const before = world.allTags();
      const others = new Map(nodes.map((node) => [keyOf(node), withoutOurs(world.tagsOf(node))]));
      const wasIn = new Map(nodes.map((node) => [keyOf(node), stateOf(node)]));
      const job = await world.run({ action, nodes: nodes });

      expect(job.state).toBe("done");
      expect(job.outcomes.map(keyOf)).toEqual(nodes.map(keyOf));
      const verified = job.outcomes.filter(({ state }) => state === "verified");
      expect(changes(before).sort()).toEqual(verified.map(keyOf).sort());
      for (const outcome of job.outcomes) {
        const state = wasIn.get(keyOf(outcome));
        expect(withoutOurs(world.tagsOf(outcome))).toEqual(others.get(keyOf(outcome)));
        if (outcome.state === "verified") {
          expect(changed).toContain(state);
          expect(stateOf(outcome)).toBe(goal);
          expect(outcome.after?.state).toBe(goal);
          expect(outcome.requestIds.length).toBeGreaterThan(0);
          expect(outcome.problem).toBeUndefined();
          expect(world.told.get(keyOf(outcome))).toEqual(outcome.after?.found);
        } else if (outcome.state === "already") {
          expect(state).toBe(goal);
        } else {
          expect(outcome.state).toBe("skipped");
          expect(["terminated", "needs-normalise", "needs-tag", "tag-limit"]).toContain(outcome.problem?.code);
        }
      }
      expect(verified.length).toBeGreaterThan(5);
    },
  );

  test("a second run of the same job finds everything done and writes nothing", async () => {
    const nodes = inState("absent").slice(0, 20);
    await world.run({ action: "tag", nodes: nodes });
    world.calls.clear();
    const again = await world.run({ action: "tag", nodes: nodes });
    expect(again.counts.verified).toBe(0);
    expect(calls("CreateTags") + calls("AddTagsToResource")).toBe(0);
  });
});

describe("hybrid nodes", () => {
  test.each<[action: Exclude<TaggingAction, "undo">, tags: Record<string, string>, after: Record<string, string>]>([
    ["tag", {}, { [KEY]: VALUE }],
    ["untag", { [KEY]: VALUE, [LOWER]: "x" }, {}],
    ["normalise", { [LOWER]: "x" }, { [KEY]: VALUE }],
    ["normalise", { [KEY]: "true" }, { [KEY]: VALUE }],
  ])("%s of %o goes through SSM, one call a node", async (action, tags, after) => {
    const hybrids = world.nodes().filter(({ id }) => id.startsWith("mi-"));
    const others = hybrids.map((node) => withoutOurs(world.tagsOf(node)));
    for (const node of hybrids) {
      for (const name of [KEY, LOWER]) world.deleteTag(node, name);
      for (const [name, value] of Object.entries(tags)) world.setTag(node, name, value);
    }
    const job = await world.run({ action, nodes: hybrids });
    expect(states(job.outcomes)).toEqual(hybrids.map(() => "verified -"));
    expect(hybrids.map((node) => world.tagsOf(node))).toEqual(others.map((tags) => ({ ...tags, ...after })));
    expect(hybrids.length).toBeGreaterThan(0);
    expect(calls("CreateTags") + calls("DeleteTags")).toBe(0);
  });
});

describe("what is asked for", () => {
  test("no nodes: a job that is done at once, without a call", async () => {
    const job = await world.run({ action: "tag", nodes: [] });
    expect(job.state).toBe("done");
    expect(world.sequence).toEqual([]);
  });

  test.each([
    [1, 1],
    [198, 1],
    [199, 2],
  ])("%i nodes of one cell go in %i CreateTags", async (count, writes) => {
    const job = await world.run({ action: "tag", nodes: addNodes(count) });
    expect(job.counts.verified).toBe(count);
    expect(calls("CreateTags")).toBe(writes);
  });

  test("a node asked for twice has one outcome and is written once", async () => {
    const [one, two] = addNodes(2);
    if (!one || !two) throw new Error("no nodes");
    const job = await world.run({ action: "tag", nodes: [two, one, two, { ...two }] });
    expect(job.outcomes.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(calls("CreateTags")).toBe(1);
  });

  test("unknown and malformed nodes are named one by one and do not fail their neighbours", async () => {
    const [good] = addNodes(1);
    if (!good) throw new Error("no node");
    const job = await world.run({
      action: "tag",
      nodes: [
        { ...good, id: GONE },
        { ...good, id: "i-nonsense" },
        { ...good, account: "999999999999" },
        { ...good, region: "eu-nowhere-9" },
        { ...good, region: "ap-east-1", account: "1" },
        { ...good, id: "mi-00000000000000bad" },
        good,
      ],
    });
    expect(states(job.outcomes)).toEqual([
      "failed InvalidInstanceID.NotFound",
      "skipped invalid-id",
      "skipped unknown-account",
      "skipped unknown-region",
      "skipped invalid-account",
      "failed InvalidResourceId",
      "verified -",
    ]);
  });
});

describe("partial failure", () => {
  test("nodes that vanish between plan and write are each named with AWS's code; all others are tagged", async () => {
    const nodes = addNodes(400);
    const vanished = nodes.filter((_, at) => at % 100 === 7);
    removeOnFirst("CreateTags", vanished);
    const job = await world.run({ action: "tag", nodes: nodes });
    expect(job.counts).toMatchObject({ verified: 396, failed: 4 });
    for (const outcome of job.outcomes) {
      const isGone = vanished.some(({ id }) => id === outcome.id);
      expect(states([outcome])).toEqual([isGone ? "failed InvalidInstanceID.NotFound" : "verified -"]);
    }
    // Three chunks, two of them sent again once without the ids that the refusal named.
    expect(calls("CreateTags")).toBe(5);
  });

  test("a node at its limit of tags is found out by halving and fails alone", async () => {
    const nodes = addNodes(64);
    const [, , , full] = nodes;
    if (!full) throw new Error("no node");
    // Filled up after it was planned, by somebody else.
    onCall("CreateTags", 1, () => {
      for (let at = 0; at < 49; at += 1) world.setTag(full, `filler-${at}`, "x");
    });
    const job = await world.run({ action: "tag", nodes: nodes });
    expect(job.counts).toMatchObject({ verified: 63, failed: 1 });
    expect(job.outcomes[3]?.problem?.code).toBe("TagLimitExceeded");
    expect(calls("CreateTags") - 1).toBeLessThanOrEqual(2 * Math.log2(64) + 3);
  });

  test("where nothing may be tagged at all, a handful of calls finds out and every node says why", async () => {
    await world.addFaults([{ kind: "deny", where: { operation: "CreateTags", region: "eu-west-1" } }]);
    const denied = addNodes(500);
    const elsewhere = inState("absent")
      .filter(({ region }) => region === "us-east-1")
      .slice(0, 3);
    const job = await world.run({ action: "tag", nodes: [...denied, ...elsewhere] });
    expect(new Set(states(job.outcomes.slice(0, 500)))).toEqual(new Set(["failed UnauthorizedOperation"]));
    const unsent = job.outcomes.filter(({ problem }) => problem?.detail?.startsWith("Not sent"));
    expect(unsent.length).toBe(492);
    expect(calls("CreateTags")).toBeLessThanOrEqual(1 + 8 + elsewhere.length);
    expect(states(job.outcomes.slice(500))).toEqual(elsewhere.map(() => "verified -"));
  });

  test("a cell of which not even the tags may be read fails by itself", async () => {
    const { deniedCell } = world.standIn.estate;
    const [good] = addNodes(1);
    if (!good) throw new Error("no node");
    const job = await world.run({ action: "tag", nodes: [{ ...deniedCell, id: GONE }, good] });
    expect(states(job.outcomes)).toEqual(["failed UnauthorizedOperation", "verified -"]);
    expect(job.outcomes[0]?.before).toBeNull();
  });
});

describe("trouble on the way", () => {
  test("throttling is waited out", async () => {
    const plan = await world.plan({ action: "tag", nodes: addNodes(3) });
    await world.start(plan);
    await world.addFaults([{ kind: "throttle", where: { operation: "CreateTags" }, times: 2 }]);
    const job = await world.work(plan.id);
    expect(job.counts.verified).toBe(3);
    expect(calls("CreateTags")).toBe(3);
  });

  test("somebody else tagging the same nodes is waited out", async () => {
    await world.addFaults([{ kind: "concurrent-tag-access", where: { service: "ec2" }, times: 3 }]);
    const job = await world.run({ action: "tag", nodes: addNodes(3) });
    expect(job.counts.verified).toBe(3);
  });

  test("a write whose answer was lost is looked up, not sent blindly and not called failed", async () => {
    // The stand-in does what it was asked and then cuts the connection, at every attempt.
    await world.addFaults([{ kind: "reset", where: { operation: "CreateTags" } }]);
    const job = await world.run({ action: "tag", nodes: addNodes(3) });
    expect(states(job.outcomes)).toEqual(["verified -", "verified -", "verified -"]);
  });

  test("a write that never got through fails, and nothing is claimed", async () => {
    await world.addFaults([{ ...INTERNAL_ERROR, where: { operation: "CreateTags" } }]);
    const nodes = addNodes(3);
    const job = await world.run({ action: "tag", nodes: nodes });
    expect(job.counts).toMatchObject({ failed: 3, verified: 0, written: 0 });
    expect(nodes.map(stateOf)).toEqual(["absent", "absent", "absent"]);
  });

  test("a cell that does not answer any more is given up, and every node says why", async () => {
    await world.addFaults([{ ...INTERNAL_ERROR, where: { operation: "CreateTags" } }]);
    world.estate.patience = { ...world.estate.patience, visibleMs: [5], busyMs: [5] };
    const job = await world.run({ action: "tag", nodes: addNodes(900) });
    expect(new Set(states(job.outcomes))).toEqual(new Set(["failed InternalError"]));
    // Five chunks: the first one alone, then at most all others side by side, each in three attempts.
    expect(calls("CreateTags")).toBeLessThanOrEqual(3 * 5);
  });

  test("expired credentials are waited out, told meanwhile, and no node fails by them", async () => {
    const nodes = addNodes(450);
    const told = new Set<string | undefined>();
    onCall("CreateTags", 2, () =>
      world.addFaults([{ kind: "expire-credentials", where: { operation: "CreateTags" }, times: 12 }]),
    );
    const plan = await world.plan({ action: "tag", nodes });
    await world.start(plan);
    const looking = setInterval(async () => told.add((await world.store.summary(plan.id))?.trouble?.code), 30);
    const job = await world.work(plan.id);
    clearInterval(looking);
    expect(job.counts).toMatchObject({ verified: 450, failed: 0 });
    expect([...told].filter((code) => code?.startsWith("Expired") || code === "RequestExpired")).toHaveLength(1);
    expect(job.trouble).toBeNull();
  });

  test("a tag that shows late is waited for, and only then called verified", async () => {
    await world.addFaults([{ kind: "tag-delay", ms: 150 }]);
    const job = await world.run({ action: "tag", nodes: addNodes(3) });
    expect(job.counts.verified).toBe(3);
    expect(calls("DescribeTags")).toBeGreaterThan(3);
  });

  test("a tag that does not show in time stays “written”, with a problem; it is neither done nor failed", async () => {
    await world.addFaults([{ kind: "tag-delay", ms: 3_600_000 }]);
    const nodes = addNodes(2);
    world.estate.patience = { ...world.estate.patience, visibleMs: [5, 5], busyMs: [5] };
    const job = await world.run({ action: "tag", nodes: nodes });
    expect(states(job.outcomes)).toEqual(["written not-visible-yet", "written not-visible-yet"]);
  });
});

describe("other people's changes", () => {
  test("a value that somebody sets between plan and write is never overwritten", async () => {
    const [fresh, wrong] = [...addNodes(1), ...addNodes(1, { [KEY]: "true" })];
    if (!fresh || !wrong) throw new Error("no nodes");
    // The plan asks for the node that lacks the tag, the last look before the write is the second reading.
    onCall("DescribeTags", 2, () => world.setTag(fresh, KEY, "forbidden by security"));
    const tagged = await world.run({ action: "tag", nodes: [fresh] });
    expect(states(tagged.outcomes)).toEqual(["failed changed-meanwhile"]);
    // The plan has a node that carries the tag from DescribeInstances.
    onCall("DescribeTags", calls("DescribeTags") + 1, () => world.setTag(wrong, KEY, "forbidden by security"));
    const normalised = await world.run({ action: "normalise", nodes: [wrong] });
    expect(states(normalised.outcomes)).toEqual(["failed changed-meanwhile"]);
    expect([fresh, wrong].map((node) => world.tagsOf(node)[KEY])).toEqual(["forbidden by security", "forbidden by security"]);
    expect(calls("CreateTags")).toBe(0);
  });

  test("another spelling that appears between plan and write is seen, and the node left alone", async () => {
    const [fresh] = addNodes(1);
    if (!fresh) throw new Error("no node");
    onCall("DescribeTags", 2, () => world.setTag(fresh, LOWER, "no"));
    const job = await world.run({ action: "tag", nodes: [fresh] });
    expect(states(job.outcomes)).toEqual(["failed changed-meanwhile"]);
    expect(withoutOurs(world.tagsOf(fresh))).toEqual({ Name: "fresh" });
  });

  test("untag takes a value away only while it is the value that was planned", async () => {
    const [node] = addNodes(1, { [KEY]: VALUE });
    if (!node) throw new Error("no node");
    onCall("DeleteTags", 1, () => world.setTag(node, KEY, "keep"));
    const job = await world.run({ action: "untag", nodes: [node] });
    expect(states(job.outcomes)).toEqual(["failed changed-meanwhile"]);
    expect(world.tagsOf(node)).toEqual({ [KEY]: "keep" });
  });

  test("the same goal reached by somebody else in between is not written again", async () => {
    const [node] = addNodes(1);
    if (!node) throw new Error("no node");
    onCall("DescribeTags", 2, () => world.setTag(node, KEY, VALUE));
    const job = await world.run({ action: "tag", nodes: [node] });
    expect(states(job.outcomes)).toEqual(["already -"]);
    expect(calls("CreateTags")).toBe(0);
  });

  test("a hybrid node's value is read right before its key is removed", async () => {
    const node = inState("exact").find(({ id }) => id.startsWith("mi-"));
    if (!node) throw new Error("The estate has no tagged hybrid node.");
    // The second ListTagsForResource is the one right before the removal.
    onCall("ListTagsForResource", 2, () => world.setTag(node, KEY, "keep"));
    const job = await world.run({ action: "untag", nodes: [node] });
    expect(states(job.outcomes)).toEqual(["failed changed-meanwhile"]);
    expect(world.tagsOf(node)[KEY]).toBe("keep");
    expect(calls("RemoveTagsFromResource")).toBe(0);
  });
});

describe("where AWS enforces that nothing of anybody else's is overwritten", () => {
  const accounts = () => world.standIn.accounts.map(({ id }) => id);

  test.each(["tag", "normalise"] as const)(
    "%s: a value that is set after the last look is refused by AWS itself",
    async (action) => {
      world.estate.rules = { ...world.estate.rules, sessionPolicy: true };
      // The first account's role is assumed here like the others'.
      const [node, other] = addNodes(2, action === "tag" ? {} : { [KEY]: "true" });
      if (!node || !other) throw new Error("no nodes");
      expect(accounts()).toContain(node.account);
      onCall("CreateTags", 1, () => world.setTag(node, KEY, "forbidden by security"));
      const job = await world.run({ action, nodes: [node, other] });
      world.estate.rules = { ...world.estate.rules, sessionPolicy: false };
      expect(states(job.outcomes)).toEqual(["failed UnauthorizedOperation", "verified -"]);
      expect(world.tagsOf(node)[KEY]).toBe("forbidden by security");
    },
  );
});

describe("normalise", () => {
  test("reads the right tag back before it takes the other spelling away", async () => {
    const [node] = addNodes(1, { [LOWER]: VALUE });
    if (!node) throw new Error("no node");
    const job = await world.run({ action: "normalise", nodes: [node] });
    expect(states(job.outcomes)).toEqual(["verified -"]);
    const writes = world.sequence.filter((operation) => operation !== "DescribeInstances");
    // DryRuns of the plan, last look, write, seen, last look, delete, seen.
    expect(writes).toEqual([
      "CreateTags as a dry run",
      "DeleteTags as a dry run",
      "DescribeTags",
      "CreateTags",
      "DescribeTags",
      "DescribeTags",
      "DeleteTags",
      "DescribeTags",
    ]);
    expect(job.outcomes[0]?.requestIds).toHaveLength(2);
  });

  test("whatever stops it in between leaves the node in reach", async () => {
    const [node] = addNodes(1, { [LOWER]: VALUE });
    if (!node) throw new Error("no node");
    await world.addFaults([{ kind: "deny", where: { operation: "DeleteTags" } }]);
    const job = await world.run({ action: "normalise", nodes: [node] });
    expect(states(job.outcomes)).toEqual(["failed UnauthorizedOperation"]);
    expect(job.outcomes[0]?.after?.state).toBe("conflicting-variants");
    expect(world.tagsOf(node)).toEqual({ [KEY]: VALUE, [LOWER]: VALUE });
  });

  test("deletes nothing where the right tag cannot be seen, or is taken away again", async () => {
    const [unseen] = addNodes(1, { [LOWER]: VALUE });
    const [bared] = addNodes(1, { [LOWER]: VALUE });
    if (!unseen || !bared) throw new Error("no nodes");
    const plan = await world.plan({ action: "normalise", nodes: [unseen] });
    await world.start(plan);
    await world.addFaults([{ kind: "tag-delay", ms: 3_600_000, times: 1, where: { operation: "CreateTags" } }]);
    expect((await world.work(plan.id)).counts).toMatchObject({ verified: 0, already: 0 });
    const { length } = world.sequence.filter((operation) => operation === "DescribeTags");
    // Last look, seen: the third is the last look before the delete.
    onCall("DescribeTags", length + 3, () => world.deleteTag(bared, KEY));
    await world.run({ action: "normalise", nodes: [bared] });
    expect(calls("DeleteTags")).toBe(0);
    expect(world.tagsOf(bared)).toEqual({ [LOWER]: VALUE });
  });
});

describe("what is asked of a running job", () => {
  test("cancelled, it sends nothing more, verifies what was sent, and says of the rest that it was not changed", async () => {
    const nodes = addNodes(2200);
    const plan = await world.plan({ action: "tag", nodes });
    await world.start(plan);
    onCall("CreateTags", calls("CreateTags") + 2, () => ask(plan.id, "cancel"));
    const job = await world.work(plan.id);
    expect(job.state).toBe("cancelled");
    expect(job.counts.pending + job.counts.written + job.counts.failed).toBe(0);
    expect(job.counts.skipped).toBeGreaterThan(0);
    for (const outcome of job.outcomes) {
      expect(stateOf(outcome)).toBe(outcome.state === "verified" ? "exact" : "absent");
    }
  });

  test("cancelled before anything was sent, it leaves everything as it was", async () => {
    const nodes = addNodes(5);
    const plan = await world.plan({ action: "tag", nodes });
    await world.start(plan);
    await ask(plan.id, "cancel");
    world.calls.clear();
    const job = await world.work(plan.id);
    expect(states(job.outcomes)).toEqual(nodes.map(() => "skipped cancelled"));
    expect(calls("CreateTags")).toBe(0);
  });

  test("paused, it sends nothing more, and resumed it ends as if nothing had been", async () => {
    const nodes = addNodes(2200);
    const plan = await world.plan({ action: "tag", nodes });
    await world.start(plan);
    onCall("CreateTags", calls("CreateTags") + 2, () => ask(plan.id, "pause"));
    const paused = await world.work(plan.id);
    expect(paused.state).toBe("paused");
    expect(paused.counts.pending).toBeGreaterThan(0);
    expect(paused.counts.pending + paused.counts.verified).toBe(2200);
    await ask(plan.id, "resume");
    const done = await world.work(plan.id);
    expect(done).toMatchObject({ state: "done", counts: { verified: 2200 } });
    expect(nodes.every((node) => stateOf(node) === "exact")).toBe(true);
  });
});

describe("undo", () => {
  test("puts every tag of every node back as it was, and undone itself does the change again", async () => {
    const nodes = [...inState("absent").slice(0, 40), ...inState("wrong-value", "key-case-variant", "conflicting-variants")];
    const before = world.allTags();
    const tagged = await world.run({ action: "tag", nodes });
    const fixed = await world.run({ action: "normalise", nodes });
    const after = world.allTags();
    expect(changes(before).length).toBe(tagged.counts.verified + fixed.counts.verified);
    const unfixed = await world.run({ action: "undo", job: fixed.id });
    const untagged = await world.run({ action: "undo", job: tagged.id });
    expect(unfixed.counts.verified).toBe(fixed.counts.verified);
    expect(untagged.counts.verified).toBe(tagged.counts.verified);
    expect(changes(before)).toEqual([]);
    await world.run({ action: "undo", job: untagged.id });
    await world.run({ action: "undo", job: unfixed.id });
    expect(changes(after)).toEqual([]);
    expect(tagged.counts.verified).toBeGreaterThan(5);
    expect(fixed.counts.verified).toBeGreaterThan(5);
  });

  test("leaves alone what somebody changed since, and lists it", async () => {
    const nodes = addNodes(10);
    const tagged = await world.run({ action: "tag", nodes });
    const [changed, removed] = nodes;
    if (!changed || !removed) throw new Error("no nodes");
    world.setTag(changed, KEY, "mine now");
    world.deleteTag(removed, KEY);
    const undone = await world.run({ action: "undo", job: tagged.id });
    expect(states(undone.outcomes).slice(0, 3)).toEqual(["skipped changed-since", "already -", "verified -"]);
    expect(undone.undoOf).toBe(tagged.id);
    expect((await world.store.summary(tagged.id))?.undoneBy).toBe(undone.id);
    expect(world.tagsOf(changed)[KEY]).toBe("mine now");
  });

  test("takes back only what the job itself wrote", async () => {
    const [fresh, already] = [...addNodes(1), ...addNodes(1, { [KEY]: VALUE })];
    if (!fresh || !already) throw new Error("no nodes");
    const job = await world.run({ action: "tag", nodes: [fresh, already] });
    await world.run({ action: "undo", job: job.id });
    expect([fresh, already].map(stateOf)).toEqual(["absent", "exact"]);
  });
});

describe("two jobs at the same nodes at once", () => {
  test("end in one of the two orders, and both say what they did", async () => {
    const nodes = addNodes(300);
    const [tag, other] = [await world.plan({ action: "tag", nodes }), await world.plan({ action: "tag", nodes })];
    await Promise.all([world.start(tag), world.start(other)]);
    const [one, two] = await Promise.all([world.work(tag.id), world.work(other.id)]);
    expect(one.counts.verified + one.counts.already).toBe(300);
    expect(two.counts.verified + two.counts.already).toBe(300);
    expect(one.counts.verified + two.counts.verified).toBe(300);
  });

  test("a tag and an undo that meet never leave a node half-way, and what one did not get the other names", async () => {
    const nodes = addNodes(300);
    const tagged = await world.run({ action: "tag", nodes });
    const [undo, untag] = [await world.plan({ action: "undo", job: tagged.id }), await world.plan({ action: "untag", nodes })];
    await Promise.all([world.start(undo), world.start(untag)]);
    const [one, two] = await Promise.all([world.work(undo.id), world.work(untag.id)]);
    expect(one.counts.verified + two.counts.verified).toBe(300);
    expect(nodes.every((node) => stateOf(node) === "absent")).toBe(true);
  });
});

async function ask(id: string, what: "pause" | "resume" | "cancel"): Promise<void> {
  expect(await world.store.ask(id, what, { kind: "script", name: "test", session: "", from: "" })).toBe(true);
}

/** Does something right before the `count`-th call of an operation in any cell. */
function onCall(operation: string, count: number, act: () => void | Promise<void>): void {
  world.beforeCall = async (call) => {
    if (call.operation === operation && call.count === count) await act();
  };
}

function removeOnFirst(operation: string, nodes: readonly TaggingTarget[]): void {
  onCall(operation, 1, () => {
    for (const { account, region, id } of nodes) {
      const cell = world.standIn.estate.cell(account, region);
      cell?.remove(cell.indexOf(id));
    }
  });
}
