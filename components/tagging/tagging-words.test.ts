import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";
import type { ReachGain } from "./reach-gain.ts";
import type { JobProgress } from "./tagging-flow.ts";
import { applyWords, changeSentence, gainSentence, progressAnnouncement, resultSentence } from "./tagging-words.ts";

const nodes = (count: number, prefix = "i-"): TaggingTarget[] =>
  Array.from({ length: count }, (_, at) => ({ account: "111111111111", region: "eu-west-1", id: `${prefix}${at}` }));

function job(counts: Partial<Record<OutcomeState, number>>, state: JobProgress["state"] = "done"): JobProgress {
  const all = { pending: 0, written: 0, verified: 0, already: 0, failed: 0, skipped: 0, ...counts };
  const total = Object.values(all).reduce((sum, count) => sum + count, 0);
  return { id: "j", action: "tag", tag: DOCUMENTED_TAG, state, createdAt: "", finishedAt: "", counts: all, total, outcomes: [] };
}

function outcomes(state: OutcomeState, ...titles: string[]): TaggingOutcome[] {
  return titles.map((title) => ({
    account: "1",
    region: "r",
    id: "i-1",
    state,
    before: null,
    after: null,
    requestIds: [],
    problem: { code: title, title },
  }));
}

test.each([
  ["tag", 1, "Tag 1 instance"],
  ["tag", 2198, "Tag 2,198 instances"],
  ["untag", 3, "Untag 3 instances"],
  ["normalise", 3, "Fix the tag on 3 instances"],
] as const)("the button of %s carries the number", (action, count, words) => {
  expect(applyWords(action, nodes(count))).toBe(words);
});

test("calls hybrid nodes nodes, not instances", () => {
  expect(applyWords("tag", [...nodes(1), ...nodes(1, "mi-")])).toBe("Tag 2 nodes");
});

test("says what happens to the tag", () => {
  expect(changeSentence("tag", nodes(2), DOCUMENTED_TAG)).toBe("2 instances get the tag CadoResponseSSMEnabled=True.");
  expect(changeSentence("untag", nodes(1), DOCUMENTED_TAG)).toBe(
    "1 instance loses the tag CadoResponseSSMEnabled, in every spelling.",
  );
});

const gain = (change: Partial<ReachGain>): ReachGain => ({
  capability: "run-command",
  gains: 0,
  loses: 0,
  stillBlocked: 0,
  unknown: 0,
  accounts: 1,
  ...change,
});

test.each([
  [gain({ gains: 198, accounts: 3 }), "Cado gains Run Command on 198 instances in 3 accounts."],
  [gain({ gains: 1 }), "Cado gains Run Command on 1 instance."],
  [gain({ loses: 2 }), "Cado loses Run Command on 2 instances."],
  [gain({ gains: 5, loses: 1 }), "Cado gains Run Command on 5 instances and loses it on 1."],
  [gain({ stillBlocked: 200 }), "Cado’s reach by Run Command does not change."],
])("says what Cado gains: %j", (change, words) => {
  expect(gainSentence(change, nodes(200), "Run Command")).toBe(words);
});

test("claims nothing about Cado where nothing is known", () => {
  expect(gainSentence(null, nodes(2), "Run Command")).toBeNull();
  expect(gainSentence(gain({ unknown: 2 }), nodes(2), "Run Command")).toBeNull();
});

test("tells the end so that it can be read aloud", () => {
  const gone = "Instance no longer exists.";
  expect(resultSentence("tag", job({ verified: 196, failed: 2 }), outcomes("failed", gone, gone))).toBe(
    "196 tagged and verified, 2 failed: Instance no longer exists.",
  );
  expect(resultSentence("untag", job({ verified: 3 }), [])).toBe("3 untagged and verified.");
});

test("counts each reason where there are several", () => {
  expect(resultSentence("tag", job({ verified: 1, failed: 3 }), outcomes("failed", "Gone.", "Denied.", "Gone."))).toBe(
    "1 tagged and verified, 3 failed: 2 × Gone; 1 × Denied.",
  );
});

test("never counts what was not read back, or not sent, as done", () => {
  expect(resultSentence("tag", job({ verified: 5, written: 2, skipped: 3 }, "cancelled"), [])).toBe(
    "5 tagged and verified, 2 written and not seen yet, 3 not sent: cancelled.",
  );
});

test("speaks again only at each tenth", () => {
  const said = Array.from({ length: 201 }, (_, at) => progressAnnouncement(job({ verified: at, pending: 200 - at }, "applying")));
  expect(new Set(said).size).toBe(11);
  expect(progressAnnouncement(null)).toBe("");
});
