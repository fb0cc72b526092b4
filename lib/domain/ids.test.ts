import { describe, expect, it } from "vitest";
import { kindOf, parseAccountId, parseInstanceId, parseRegionName } from "./ids.ts";

describe("parseInstanceId", () => {
  it.each(["i-0123456789abcdef0", "i-01234567", "mi-0123456789abcdef0"])("takes %s", (text) => {
    expect(parseInstanceId(text)).toBe(text);
  });

  it.each(["", "i-", "i-0123456789ABCDEF0", "i-0123456789abcdef", "mi-01234567", " i-01234567", "i-01234567\n", "vol-01234567"])(
    "refuses %j",
    (text) => {
      expect(parseInstanceId(text)).toBeUndefined();
    },
  );

  it("tells hybrid nodes by their id", () => {
    const kinds = ["i-01234567", "mi-0123456789abcdef0"].map((text) => {
      const id = parseInstanceId(text);
      return id === undefined ? undefined : kindOf(id);
    });
    expect(kinds).toEqual(["ec2", "hybrid"]);
  });
});

describe("parseAccountId", () => {
  it.each([
    ["111111111111", true],
    ["11111111111", false],
    ["1111111111111", false],
    ["11111111111a", false],
    ["１１１１１１１１１１１１", false],
  ])("%s: %s", (text, accepted) => {
    expect(parseAccountId(text) !== undefined).toBe(accepted);
  });
});

describe("parseRegionName", () => {
  it.each([
    ["us-east-1", true],
    ["us-gov-west-1", true],
    ["eusc-de-east-1", true],
    ["us-isob-east-1", true],
    ["ap-southeast-7", true],
    ["US-EAST-1", false],
    ["us-east", false],
    ["us-east-1a", false],
    ["../us-east-1", false],
  ])("%s: %s", (text, accepted) => {
    expect(parseRegionName(text) !== undefined).toBe(accepted);
  });
});
