import { describe, expect, it } from "vitest";
import { parseComparisonRequest, parseHistoryRequest } from "./history-request.ts";

const NOW = new Date("2026-11-24T12:00:00.000Z");
const history = (text: string) => parseHistoryRequest(new URLSearchParams(text), NOW);
const comparison = (text: string) => parseComparisonRequest(new URLSearchParams(text), NOW);

describe("the parameters of the history", () => {
  it("have defaults", () => {
    expect(history("")).toEqual({
      ok: true,
      capability: "run-command",
      by: "",
      points: 120,
      fromMs: null,
      toMs: NOW.getTime(),
    });
  });

  it("are read, and moments to come are now", () => {
    expect(
      history(
        "capability=port-forwarding&by=tag%3ACost%3ACentre&from=2026-11-01T00:00:00%2B01:00&to=2027-01-01T00:00:00Z&points=500",
      ),
    ).toEqual({
      ok: true,
      capability: "port-forwarding",
      by: "tag:Cost:Centre",
      points: 500,
      fromMs: Date.UTC(2026, 9, 31, 23),
      toMs: NOW.getTime(),
    });
  });

  it.each([
    ["capability=root"],
    ["by=name"],
    ["by=tag:"],
    [`by=tag:${"x".repeat(129)}`],
    ["from=yesterday"],
    ["from=2026-11-24T12:00:00Z"],
    ["from=2027-01-01T00:00:00Z"],
    ["from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z"],
    ["points=1"],
    ["points=501"],
    ["points=2.5"],
    ["points=lots"],
    ["other=1"],
  ])("are refused where they are wrong: %s", (text) => {
    expect(history(text)).toMatchObject({ ok: false, problem: { status: 400, code: "bad-request" } });
  });
});

describe("the parameters of a comparison", () => {
  it("need a moment to begin at", () => {
    expect(comparison("from=2026-11-01T00:00:00Z&format=csv")).toEqual({
      ok: true,
      capability: "run-command",
      fromMs: Date.UTC(2026, 10, 1),
      toMs: NOW.getTime(),
      format: "csv",
    });
    expect(comparison("")).toMatchObject({ ok: false, problem: { status: 400 } });
    expect(comparison("from=2026-11-01T00:00:00Z&format=xml")).toMatchObject({ ok: false });
    expect(comparison("from=2026-11-01T00:00:00Z&to=2026-11-01T00:00:00Z")).toMatchObject({ ok: false });
  });
});
