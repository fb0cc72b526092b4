import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { nodeSpan } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { loadCell } from "./cell-memory.ts";
import { keepCell, type ToKeep } from "./keep-cell.ts";
import type { SpanFacts } from "./span-facts.ts";

let store: Store;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());
beforeEach(() => emptyStore(store));

const PLACE = { account: "111111111111", region: "eu-west-1" };

function facts(id: string, change: Partial<SpanFacts> = {}): SpanFacts {
  const verdicts = { runCommand: "blocked", portForwarding: "unknown" } as const;
  return { id, name: id, ...verdicts, tagState: "absent", tags: {}, digest: "1", ...change };
}

function keep(opened: readonly SpanFacts[], closed: readonly string[] = []): ToKeep {
  return { ...PLACE, state: "read", nodes: 1, problem: null, policy: "test", closed, opened: [opened] };
}

it.each([
  ["NUL", "a\u0000b", "a\ufffdb"],
  ["half a character", "a\ud83d", "a\ufffd"],
  ["the other half", "\ude00b", "\ufffdb"],
  ["a whole one", "\u{1f600}", "\u{1f600}"],
  ["what looks like an escape", "\\u0000 \\ud83d", "\\u0000 \\ud83d"],
  ["quotes and breaks", `'"\\\r\n\u2028{}--;`, `'"\\\r\n\u2028{}--;`],
])("keeps a name and a tag with %s in it", async (_, text, kept) => {
  const memory = await loadCell(store.db, PLACE);
  await keepCell(store, memory, keep([facts("i-1", { name: text, tags: { [text]: text, ["__proto__"]: text } })]));
  const [span] = await store.db.select().from(nodeSpan);
  expect(span?.name).toBe(kept);
  expect(Object.entries(span?.tags ?? {})).toEqual(
    expect.arrayContaining([
      [kept, kept],
      ["__proto__", kept],
    ]),
  );
});

it("tells tags that were not read from none", async () => {
  const memory = await loadCell(store.db, PLACE);
  await keepCell(store, memory, keep([facts("i-1", { tags: null }), facts("i-2")]));
  const spans = await store.db.select().from(nodeSpan).orderBy(nodeSpan.nodeId);
  expect(spans.map(({ tags }) => tags)).toEqual([null, {}]);
});

it("writes nothing where another server has kept something since", async () => {
  const [mine, theirs] = [await loadCell(store.db, PLACE), await loadCell(store.db, PLACE)];
  expect(await keepCell(store, theirs, keep([facts("i-1")]))).toBe("kept");
  expect(await keepCell(store, mine, keep([facts("i-1")]))).toBe("stale");
  expect(await store.db.select().from(nodeSpan)).toHaveLength(1);
  expect(await loadCell(store.db, PLACE)).toEqual(theirs);
});

it("ends a span before the next one begins, however quickly they follow each other", async () => {
  const memory = await loadCell(store.db, PLACE);
  for (let digest = 0; digest < 20; digest += 1) {
    await keepCell(store, memory, keep([facts("i-1", { digest: String(digest) })], ["i-1"]));
  }
  const spans = await store.db.select().from(nodeSpan).orderBy(nodeSpan.fromAt);
  expect(spans).toHaveLength(20);
  for (const [at, span] of spans.entries()) {
    expect(span.toAt).toEqual(spans[at + 1]?.fromAt ?? null);
    if (span.toAt !== null) expect(span.toAt.getTime()).toBeGreaterThan(span.fromAt.getTime());
  }
});
