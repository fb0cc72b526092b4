import { describe, expect, it } from "vitest";
import { holdsRange, parseIpRange } from "./ip-range.ts";

describe("parseIpRange", () => {
  it.each([
    "203.0.113.7",
    "0.0.0.0/0",
    "10.0.0.0/8",
    "::",
    "::/0",
    "::1",
    "2001:db8::/32",
    "2001:DB8:0:0:0:0:0:1",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::",
    "::ffff:203.0.113.7",
  ])("takes %s", (text) => {
    expect(parseIpRange(text)).not.toBeNull();
  });

  it.each([
    "",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.01",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "1::2::3",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "12345::",
    "203.0.113.7:80",
    "::/129",
    "g::",
  ])("refuses %j", (text) => {
    expect(parseIpRange(text)).toBeNull();
  });
});

describe("holdsRange", () => {
  it.each([
    ["203.0.113.0/24", "203.0.113.255", true],
    ["203.0.113.0/24", "203.0.114.0", false],
    ["203.0.113.7", "203.0.113.7", true],
    ["0.0.0.0/0", "8.8.8.8", true],
    ["10.0.0.0/8", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.0.0.0/8", false],
    ["2001:db8::/32", "2001:db8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["::/0", "8.8.8.8", false],
  ])("%s holds %s: %s", (outer, inner, expected) => {
    const [left, right] = [parseIpRange(outer), parseIpRange(inner)];
    expect(left !== null && right !== null && holdsRange(left, right)).toBe(expected);
  });
});
