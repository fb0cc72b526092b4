import { expect, test } from "vitest";
import { recallPurpose, rememberPurpose } from "./remembered-purpose.ts";

const holding = (text: string | null) => ({ getItem: () => text });
const NOTHING = { reason: "", reference: "" };

test("gives back what was given last", () => {
  let kept = "";
  rememberPurpose({ reason: "Onboarding", reference: "CHG-1" }, { setItem: (_, value) => (kept = value) });
  expect(recallPurpose(holding(kept))).toEqual({ reason: "Onboarding", reference: "CHG-1" });
});

test.each([null, "", "{", "7", "null", '{"reason":7}'])("begins with empty fields where %j is kept", (text) => {
  expect(recallPurpose(holding(text))).toEqual(NOTHING);
});

test("does without where the browser keeps nothing", () => {
  const refusing = () => {
    throw new Error("denied");
  };
  expect(recallPurpose({ getItem: refusing })).toEqual(NOTHING);
  expect(() => rememberPurpose(NOTHING, { setItem: refusing })).not.toThrow();
});
