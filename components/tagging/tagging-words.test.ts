import { expect, test } from "vitest";
import { sampleJob } from "#components/changes/sample-job.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, TaggingAction, TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";
import type { ReachGain } from "./reach-gain.ts";
import {
  applyWords,
  changeSentence,
  gainSentence,
  progressAnnouncement,
  progressOf,
  resultSentence,
  sheetTitle,
} from "./tagging-words.ts";

const nodes = (count: number, prefix = "i-"): TaggingTarget[] =>
  Array.from({ length: count }, (_, at) => ({ account: "111111111111", region: "eu-west-1", id: `${prefix}${at}` }));

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

const sentence = (action: TaggingAction, counts: Partial<Record<OutcomeState, number>>, of: readonly TaggingOutcome[] = []) =>
  resultSentence(sampleJob({ action, counts }), of);

test.each([
  ["tag", 1, "Tag 1 instance"],
  ["tag", 2198, "Tag 2,198 instances"],
  ["untag", 3, "Untag 3 instances"],
  ["normalise", 3, "Fix the tag on 3 instances"],
  ["undo", 3, "Put back 3 instances"],
] as const)("the button of %s carries the number", (action, count, words) => {
  expect(applyWords(action, false, nodes(count))).toBe(words);
});

test("says what was asked for, also where the nodes of an undo are not known yet", () => {
  expect(sheetTitle("tag", false, nodes(214))).toBe("Tag: 214 instances");
  expect(sheetTitle("tag", true, nodes(1))).toBe("Reach now: 1 instance");
  expect(sheetTitle("undo", false, null)).toBe("Undo");
});

test("calls hybrid nodes nodes, not instances", () => {
  expect(applyWords("tag", false, [...nodes(1), ...nodes(1, "mi-")])).toBe("Tag 2 nodes");
});

test("says what happens to the tag", () => {
  expect(changeSentence("tag", nodes(2), DOCUMENTED_TAG)).toBe("2 instances get the tag CadoResponseSSMEnabled=True.");
  expect(changeSentence("untag", nodes(1), DOCUMENTED_TAG)).toBe(
    "1 instance loses the tag CadoResponseSSMEnabled, in every spelling.",
  );
  expect(changeSentence("undo", nodes(1), DOCUMENTED_TAG)).toBe(
    "1 instance gets back what it had of CadoResponseSSMEnabled before the job.",
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
  expect(sentence("tag", { verified: 196, failed: 2 }, outcomes("failed", gone, gone))).toBe(
    "196 tagged and verified, 2 failed: Instance no longer exists.",
  );
  expect(sentence("untag", { verified: 3 })).toBe("3 untagged and verified.");
  expect(sentence("undo", { verified: 3, already: 1 })).toBe("3 put back and verified, 1 right already.");
});

test("counts each reason where there are several", () => {
  expect(sentence("tag", { verified: 1, failed: 3 }, outcomes("failed", "Gone.", "Denied.", "Gone."))).toBe(
    "1 tagged and verified, 3 failed: 2 × Gone; 1 × Denied.",
  );
});

test("tells what was decided against from what was called off", () => {
  expect(sentence("tag", { verified: 1, skipped: 3 }, outcomes("skipped", "cancelled", "Another spelling.", "cancelled"))).toBe(
    "1 tagged and verified, 1 left alone: Another spelling, 2 not sent: cancelled.",
  );
});

test("never counts what was not read back, or not sent, as done", () => {
  expect(sentence("tag", { verified: 5, written: 2, skipped: 1 }, outcomes("skipped", "cancelled"))).toBe(
    "5 tagged and verified, 2 written and not seen yet, 1 not sent: cancelled.",
  );
});

test("counts progress over the nodes that are to be changed alone", () => {
  const job = sampleJob({ counts: { verified: 3, failed: 1, written: 2, pending: 4, already: 90, skipped: 10 } });
  expect(progressOf(job)).toEqual({ done: 4, of: 10 });
});

test("speaks again only at each tenth, and of a pause", () => {
  const job = (verified: number) => sampleJob({ state: "applying", counts: { verified, pending: 200 - verified } });
  const said = Array.from({ length: 201 }, (_, at) => progressAnnouncement(job(at)));
  expect(new Set(said).size).toBe(11);
  expect(progressAnnouncement(null)).toBe("");
  expect(progressAnnouncement({ ...job(3), state: "paused" })).toBe("Paused.");
});
