import fc from "fast-check";
import { describe, expect, it } from "vitest";
import built from "./cases/built.json" with { type: "json" };
import given from "./cases/given.json" with { type: "json" };
import { cleanText } from "./clean-text.ts";
import { parseDenial } from "./parse-denial.ts";

const CASES = [...given, ...built];

describe("parseDenial", () => {
  it.each(CASES.map(({ id, origin, text, expect: facts }) => ({ id, origin, text, facts })))("$id $origin", ({ text, facts }) => {
    expect(parseDenial(text)).toEqual(facts);
  });

  it("never invents a field when a text is cut anywhere: what it tells is what the whole tells, or the beginning of it", () => {
    for (const { text } of CASES) {
      const whole = parseDenial(text);
      for (let end = 0; end < text.length; end += 1) {
        const cut = parseDenial(text.slice(0, end));
        if (!cut.denial || !whole.denial) {
          expect(cut.denial && !whole.denial).toBe(false);
          continue;
        }
        for (const key of EXACT) if (cut[key] !== undefined && key in whole) expect([cut[key], end]).toEqual([whole[key], end]);
        for (const key of BEGINNINGS) {
          const part = cut[key];
          if (part !== undefined) expect(whole[key] ?? `nothing as ${key}`).toMatch(new RegExp(`^${escapeRegExp(part)}`));
        }
        expect(["unknown", whole.principalKind]).toContain(cut.principalKind);
        expect(["unspecified", whole.deny]).toContain(cut.deny);
        expect(cut.nodeId === undefined || cut.nodeId === whole.nodeId).toBe(true);
      }
    }
  });

  const garbage = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc
      .tuple(
        fc.constantFrom(...CASES.map(({ text }) => text)),
        fc.nat(),
        fc.nat(40),
        fc.string({ unit: "binary", maxLength: 20 }),
      )
      .map(([text, at, length, put]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + length);
      }),
  );

  it("never throws, and every text that it gives stands in the text that it was given", () => {
    fc.assert(
      fc.property(garbage, (text) => {
        const clean = cleanText(text).replaceAll("\n", "");
        const { denial: _denial, ...facts } = parseDenial(text);
        for (const [key, value] of Object.entries(facts)) {
          if (!["principalKind", "resourceKind", "deny", "policyType", "through"].includes(key)) expect(clean).toContain(value);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("finds the denial in the middle of a long log", () => {
    const line = "2026-11-23 10:00:00 INFO everything is as it was\n";
    const [given] = CASES.filter(({ id }) => id === "V19");
    const log = `${line.repeat(20_000) + (given?.text ?? "")}\n${line.repeat(20_000)}`;
    expect(parseDenial(log)).toEqual(given?.expect);
  });
});

const EXACT = ["principal", "role", "sessionName", "policyType", "through", "partition", "region", "operation"] as const;
const BEGINNINGS = ["action", "resource", "document", "policyArn", "encodedMessage", "authorizationId", "code"] as const;

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
