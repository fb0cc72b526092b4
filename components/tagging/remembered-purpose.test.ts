import { expect, test } from "vitest";
import { recallPurpose, rememberPurpose } from "./remembered-purpose.ts";

const holding = (text: string | null) => ({ getItem: () => text });
const NOTHING = { reason: "", reference: "" };

test("gives back what was given last", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  rememberPurpose("change", { reason: "Onboarding", reference: "CHG-1" }, storage);
  expect(recallPurpose("change", storage)).toEqual({ reason: "Onboarding", reference: "CHG-1" });
  expect(recallPurpose("incident", storage)).toEqual(NOTHING);
});

test.each([null, "", "{", "7", "null", '{"reason":7}'])("begins with empty fields where %j is kept", (text) => {
  expect(recallPurpose("change", holding(text))).toEqual(NOTHING);
});

test("does without where the browser keeps nothing", () => {
  const refusing = () => {
    throw new Error("denied");
  };
  expect(recallPurpose("change", { getItem: refusing })).toEqual(NOTHING);
  expect(() => rememberPurpose("change", NOTHING, { setItem: refusing })).not.toThrow();
});
