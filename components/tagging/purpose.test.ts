import { expect, test } from "vitest";
import { EMPTY_PURPOSE, fieldOfRefusal, needsNewPlan, type PurposeAsked, type PurposeDraft, readPurpose } from "./purpose.ts";

const NOW = Date.parse("2026-03-12T12:00:00Z");
const PLAIN: PurposeAsked = { confirm: { required: false, count: 3 }, referenceRequired: false, incident: false };
const INCIDENT: PurposeAsked = { ...PLAIN, incident: true };
const MANY: PurposeAsked = { ...PLAIN, confirm: { required: true, count: 8214 } };

const read = (draft: Partial<PurposeDraft>, asked = PLAIN) =>
  readPurpose({ ...EMPTY_PURPOSE, reason: "Onboarding", ...draft }, asked, NOW);
const missing = (draft: Partial<PurposeDraft>, asked?: PurposeAsked) => {
  const result = read(draft, asked);
  return result.ok ? [] : result.missing.map(({ field }) => field);
};

test("takes a reason alone where nothing else is asked for, without the spaces around it", () => {
  expect(read({ reason: "  Onboarding " })).toEqual({ ok: true, purpose: { reason: "Onboarding" } });
});

test.each<[what: string, draft: Partial<PurposeDraft>, asked: PurposeAsked, fields: readonly string[]]>([
  ["no reason", { reason: "  " }, PLAIN, ["reason"]],
  ["no reference where one is required", {}, { ...PLAIN, referenceRequired: true }, ["reference"]],
  ["an incident without a case or an owner", {}, INCIDENT, ["reference", "owner"]],
  ["an incident without an end", { reference: "INC-1", owner: "Robin", lasts: "own" }, INCIDENT, ["until"]],
  ["an end that is no moment", { reference: "INC-1", owner: "Robin", lasts: "own", until: "soon" }, INCIDENT, ["until"]],
  [
    "an end that is past",
    { reference: "INC-1", owner: "Robin", lasts: "own", until: "2026-03-12T11:59:59Z" },
    INCIDENT,
    ["until"],
  ],
  [
    "an end that is now",
    { reference: "INC-1", owner: "Robin", lasts: "own", until: "2026-03-12T12:00:00Z" },
    INCIDENT,
    ["until"],
  ],
  [
    "an end after 30 days",
    { reference: "INC-1", owner: "Robin", lasts: "own", until: "2026-04-11T12:00:01Z" },
    INCIDENT,
    ["until"],
  ],
  ["no number", {}, MANY, ["confirm"]],
  [
    "everything missing, in the order of the fields",
    { reason: "" },
    { ...MANY, incident: true },
    ["reason", "reference", "owner", "confirm"],
  ],
])("does not start with %s", (_, draft, asked, fields) => {
  expect(missing(draft, asked)).toEqual(fields);
});

test.each([
  ["8,214", true],
  ["8214", true],
  [" 8214 ", true],
  ["8.214", false],
  ["82,14", false],
  ["8213", false],
  ["8214 instances", false],
  ["", false],
])("takes %j for the number 8,214: %s", (confirm, fine) => {
  expect(missing({ confirm }, MANY)).toEqual(fine ? [] : ["confirm"]);
  if (fine) expect(read({ confirm }, MANY)).toMatchObject({ purpose: { confirm: 8214 } });
});

test("does not send a number that was not asked for", () => {
  expect(read({ confirm: "3" })).toEqual({ ok: true, purpose: { reason: "Onboarding" } });
});

test("counts an incident's hours from the moment of the start, and takes 30 days to the second", () => {
  const draft = { reference: "INC-1", owner: " Robin " };
  expect(read({ ...draft, lasts: "12" }, INCIDENT)).toEqual({
    ok: true,
    purpose: { reason: "Onboarding", reference: "INC-1", incident: { owner: "Robin", expiresAt: "2026-03-13T00:00:00.000Z" } },
  });
  expect(missing({ ...draft, lasts: "own", until: "2026-04-11T12:00:00Z" }, INCIDENT)).toEqual([]);
});

test("knows which field a refusal is about, and which refusals want a new review", () => {
  expect(["reason-needed", "reference-needed", "confirmation-wrong", "bad-incident", "toString"].map(fieldOfRefusal)).toEqual([
    "reason",
    "reference",
    "confirm",
    "until",
    null,
  ]);
  expect(["plan-stale", "plan-changed", "plan-tag-changed", "no-such-plan", "reason-needed"].map(needsNewPlan)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});
