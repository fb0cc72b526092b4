import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { renderRequestedPolicies } from "#lib/policy/policy-request.ts";
import { renderJson } from "#lib/policy/render/render-json.ts";
import { defaultCorrection } from "#lib/policy/rewrite/correction-options.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { checkRole } from "./check-role.ts";
import type { RoleBody } from "./policy-bodies.ts";
import { renderRole } from "./render-role.ts";

const options = defaultCorrection({ tag: DOCUMENTED_TAG, partition: "aws" });
const stock = renderVariant({ variant: "documented-default", partition: "aws", tag: DOCUMENTED_TAG });
const STOCK = { name: "stock", text: renderJson(stock, "document") };
const BROKEN = { name: "broken", text: '{\n  "Effect": \n}' };
const body: RoleBody = { texts: [STOCK], policies: [], values: {}, corrected: true, options, format: "json", shape: "document" };

describe("renderRole", () => {
  it("answers exactly what the screen shows of the same policies, with the changes, the proof and the difference", () => {
    const result = renderRole(body);
    if (!result.ok) throw new Error(result.problem.title);
    const { policies, changes, checks, diff, skipped, overQuota } = result.answer;
    const own = { kind: "own", policies: [{ name: "stock", kind: "unknown", document: stock }], corrected: true } as const;
    expect(policies).toEqual(renderRequestedPolicies({ subject: own, options, format: "json", shape: "document" }));
    expect(changes.length).toBeGreaterThan(0);
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(diff).toContain("+++ stock");
    expect({ skipped, overQuota }).toEqual({ skipped: [], overQuota: [] });
  });

  it("leaves a role as it is where no correction is asked for", () => {
    const result = renderRole({ ...body, corrected: false });
    expect(result).toMatchObject({ ok: true, answer: { policies: [{ text: STOCK.text }], changes: [], checks: [], diff: "" } });
  });

  it("names every error of every text, with its place, and answers no half of them", () => {
    const result = renderRole({ ...body, texts: [BROKEN, STOCK, BROKEN] });
    expect(result).toMatchObject({
      ok: false,
      problem: {
        status: 422,
        code: "unreadable-policy",
        errors: [
          { text: 0, name: "broken", line: 3 },
          { text: 2, name: "broken", line: 3 },
        ],
      },
    });
  });
});

describe("checkRole", () => {
  const check = { texts: [STOCK], boundary: null, values: {}, options };

  it("places each finding in its text", () => {
    const result = checkRole({
      ...check,
      texts: [{ name: "none", text: '{"Effect":"Deny","Action":"s3:*","Resource":"*"}' }, STOCK],
    });
    if (!result.ok) throw new Error(result.problem.title);
    expect(result.answer.policies.map(({ name, text }) => [name, text])).toEqual([
      ["none", 0],
      ["stock", 1],
    ]);
    const broad = result.answer.findings.find(({ code }) => code === "broad-send-command");
    expect(broad).toMatchObject({ level: "error", policy: 1, statement: 0, text: 1, line: 4, column: 5 });
  });

  it.each<[string, object]>([
    ["a text", { texts: [BROKEN] }],
    ["a boundary", { boundary: BROKEN }],
  ])("answers no findings where %s cannot be read", (_, change) => {
    expect(checkRole({ ...check, ...change })).toMatchObject({ ok: false, problem: { status: 422 } });
  });
});
