import { describe, expect, it } from "vitest";
import { cleanName } from "./clean-name.ts";

describe("cleanName", () => {
  it.each<[string, string, string]>([
    ["spaces around and within", "  On  call\tdesk ", "On call desk"],
    ["lines", "one\ntwo\r\nthree\u2028four", "one two three four"],
    ["control characters", "a\u0000b\u001b[31mc\u007f", "ab[31mc"],
    ["marks that turn the direction", "a\u202eb\u2066c\u200fd", "abcd"],
    ["what is not seen", "\ufeffa\u200bb\u00ad", "ab"],
    ["joiners that a script needs", "می\u200cخواهم", "می\u200cخواهم"],
    ["half of a character", "a\ud83d", "a\ufffd"],
    ["nothing but space", " \u00a0\u3000 ", ""],
    ["markup, which is only text", "<b>&amp;=1+1", "<b>&amp;=1+1"],
  ])("cleans %s", (_, text, clean) => {
    expect(cleanName(text)).toBe(clean);
  });

  it("keeps 64 characters, and does not cut one in half", () => {
    expect(cleanName("😀".repeat(70))).toBe("😀".repeat(64));
    expect(cleanName("x".repeat(100_000))).toHaveLength(64);
  });
});
