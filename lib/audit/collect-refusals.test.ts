import { describe, expect, it } from "vitest";
import { createRefusalCollector, type RefusalEntry } from "./collect-refusals.ts";

const MINUTE = 60_000;
const START = 1_000 * MINUTE;

function refusal(path: string, from = "203.0.113.9", code = "not-signed-in"): RefusalEntry {
  const actor = { kind: "script", name: "", session: "", from } as const;
  return { kind: "refusal", actor, method: "GET", path, code, status: 401, times: 1 };
}

const timesOf = (refusals: readonly RefusalEntry[]) => refusals.reduce((sum, { times }) => sum + times, 0);

describe("createRefusalCollector", () => {
  it("writes the first refusal at once, and those that follow together, in pauses that double", () => {
    const collector = createRefusalCollector();
    const written: [second: number, times: number][] = [];
    for (let second = 0; second < 200; second += 1) {
      collector.add(refusal("/api/x"), START + second * 1000);
      for (const { times } of collector.takeDue(START + second * 1000)) written.push([second, times]);
    }
    expect(written).toEqual([
      [0, 1],
      [10, 10],
      [30, 20],
      [70, 40],
      [150, 80],
    ]);
  });

  it("begins anew once it has been quiet", () => {
    const collector = createRefusalCollector();
    collector.add(refusal("/api/x"), START);
    expect(collector.takeDue(START)).toHaveLength(1);
    expect(collector.takeDue(START + MINUTE)).toEqual([]);
    collector.add(refusal("/api/x"), START + MINUTE);
    expect(collector.takeDue(START + MINUTE)).toEqual([refusal("/api/x")]);
  });

  it("tells an address's many different refusals together, and another address's apart from them", () => {
    const collector = createRefusalCollector();
    for (let path = 0; path < 1000; path += 1) collector.add(refusal(`/api/${path}`), START);
    collector.add(refusal("/api/x", "198.51.100.7"), START);
    const due = collector.takeDue(START);
    expect(due).toHaveLength(27);
    expect(due).toContainEqual({ ...refusal("*"), method: "*", times: 975 });
    expect(due).toContainEqual(refusal("/api/x", "198.51.100.7"));
  });

  it("loses no count and writes some thousand records a day at most, whoever asks for what, from wherever", () => {
    const collector = createRefusalCollector();
    let written = 0;
    let counted = 0;
    let added = 0;
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const now = START + minute * MINUTE;
      for (let at = 0; at < 50; at += 1) {
        collector.add(refusal(`/api/${minute}/${at}`, `2001:db8::${minute.toString(16)}:${at.toString(16)}`), now);
        added += 1;
      }
      const due = collector.takeDue(now);
      written += due.length;
      counted += timesOf(due);
    }
    for (let hour = 1; hour <= 3; hour += 1) counted += timesOf(collector.takeDue(START + (24 + hour) * 60 * MINUTE));
    expect(counted).toBe(added);
    expect(written).toBeLessThan(3200);
  });

  it("cuts what the asker chose", () => {
    const collector = createRefusalCollector();
    collector.add(refusal(`/${"x".repeat(10_000)}`), START);
    expect(collector.takeDue(START)[0]?.path).toHaveLength(200);
  });
});
