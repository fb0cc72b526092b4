import { describe, expect, it } from "vitest";
import type { Tags } from "./node.ts";
import { DOCUMENTED_TAG } from "./tag-spec.ts";
import { readTagState, type TagState } from "./tag-state.ts";

const CASES: readonly (readonly [tags: Tags | null, state: TagState])[] = [
  [null, "unknown"],
  [{}, "absent"],
  [{ Name: "web", CadoResponseSSMEnabled2: "True" }, "absent"],
  [{ CadoResponseSSMEnabled: "True" }, "exact"],
  [{ CadoResponseSSMEnabled: "true" }, "wrong-value"],
  [{ CadoResponseSSMEnabled: "TRUE" }, "wrong-value"],
  [{ CadoResponseSSMEnabled: " True" }, "wrong-value"],
  [{ CadoResponseSSMEnabled: "" }, "wrong-value"],
  [{ cadoresponsessmenabled: "True" }, "key-case-variant"],
  [{ CADORESPONSESSMENABLED: "true" }, "wrong-value"],
  [{ CadoResponseSSMEnabled: "True", cadoresponsessmenabled: "True" }, "conflicting-variants"],
  [{ CadoResponseSSMEnabled: "True", cadoresponsessmenabled: "no", CADORESPONSESSMENABLED: "" }, "conflicting-variants"],
];

describe("readTagState", () => {
  it.each(CASES)("%j is %s", (tags, state) => {
    expect(readTagState(tags, DOCUMENTED_TAG).state).toBe(state);
  });

  it("lists every spelling found, in key order, with its value as it is", () => {
    const tags = { cadoresponsessmenabled: "", Name: "x", CadoResponseSSMEnabled: " True" };
    expect(readTagState(tags, DOCUMENTED_TAG).found).toEqual([
      { key: "CadoResponseSSMEnabled", value: " True" },
      { key: "cadoresponsessmenabled", value: "" },
    ]);
  });
});
