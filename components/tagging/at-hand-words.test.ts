import { expect, test } from "vitest";
import { sampleJob } from "#components/changes/sample-job.ts";
import { incidentsSentence, runningWords } from "./at-hand-words.ts";

const NOW = Date.parse("2026-11-14T14:00:00Z");
const incident = (expiresAt: string, verified: number, reference: string) =>
  sampleJob({ counts: { verified, written: 1 }, reference, incident: { owner: "Robin", expiresAt } });

test.each([
  [[], null],
  [[incident("2026-11-14T14:35:00Z", 0, "INC-1")], "1 incident holds reach on 1 instance; it ends in 35 min (case INC-1)."],
  [
    [incident("2026-11-14T18:00:00Z", 2, "INC-2"), incident("2026-11-14T14:35:00Z", 3, "INC-1")],
    "2 incidents hold reach on 7 instances; the next ends in 35 min (case INC-1).",
  ],
  [
    [incident("2026-11-14T13:55:00Z", 2, "")],
    "1 incident holds reach on 3 instances; it was to end 5 min ago and is being taken back.",
  ],
])("says what is due: %#", (incidents, words) => {
  expect(incidentsSentence(incidents, NOW)).toBe(words);
});

test("says what runs", () => {
  const job = sampleJob({ state: "applying", counts: { verified: 30, pending: 168, already: 2 } });
  expect(runningWords([])).toBeNull();
  expect(runningWords([job])).toBe("1 job is running: 30 of 198 done");
  expect(runningWords([{ ...job, state: "paused" }])).toBe("1 job is paused: 30 of 198 done");
  expect(runningWords([job, job])).toBe("2 jobs are running");
});
