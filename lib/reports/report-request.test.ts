import { expect, it } from "vitest";
import { reportFileName } from "./file-name.ts";
import { parseCoverageRequest, parseJobRequest } from "./report-request.ts";

const NOW = new Date("2026-11-24T14:02:31.120Z");
const coverage = (query: string) => parseCoverageRequest(new URLSearchParams(query), NOW);

it.each([
  ["", { at: NOW, capability: "run-command", format: "json" }],
  ["at=2026-11-20T10:00:00Z&format=csv", { at: new Date("2026-11-20T10:00:00Z"), format: "csv" }],
  ["at=2026-11-20T10:00:00%2B02:00", { at: new Date("2026-11-20T08:00:00Z") }],
  ["at=2026-11-20&capability=port-forwarding", { at: new Date("2026-11-20T23:59:59.999Z"), capability: "port-forwarding" }],
  ["at=2027-01-01", { at: NOW }],
])("reads %j", (query, wanted) => {
  expect(coverage(query)).toMatchObject({ ok: true, ...wanted });
});

it.each(["at=yesterday", "at=2026-13-01", "at=", "capability=ssh", "format=pdf", "when=now"])("refuses %j", (query) => {
  expect(coverage(query)).toMatchObject({
    ok: false,
    problem: { status: 400, title: expect.stringContaining(query.split("=")[0] ?? "") },
  });
});

it("looks for no job under what is no id", () => {
  const none = new URLSearchParams();
  expect(parseJobRequest("0a4f4f0e-3a51-4f0e-9d5e-1d8a8b9f2c11", none)).toMatchObject({ ok: true, format: "json" });
  expect(parseJobRequest("../etc/passwd", none)).toMatchObject({ ok: false, problem: { status: 404 } });
});

it("names a file by its moment in UTC", () => {
  expect(reportFileName("coverage", NOW, "csv")).toBe("cado-reach-coverage-2026-11-24T1402Z.csv");
});
