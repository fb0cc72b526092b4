import { expect, it } from "vitest";
import { receiverId, shownUrl } from "./receiver.ts";

it.each([
  ["https://example.com/hooks/cado", "https://example.com/hooks/cado"],
  ["https://example.com", "https://example.com/"],
  [
    "https://example.com/services/T0001/abcdefghijklmnopqrstuvwx",
    expect.stringMatching(/^https:\/\/example\.com\/services\/T0001\/abcd…[0-9a-f]{6}$/),
  ],
  ["https://example.com/hook?key=secret", expect.stringMatching(/^https:\/\/example\.com\/hook\?…[0-9a-f]{6}$/)],
  ["https://user:secret@example.com/hook", expect.stringMatching(/^https:\/\/example\.com\/hook\?…[0-9a-f]{6}$/)],
])("shows %s without what lets one in", (url, shown) => {
  expect(shownUrl(url)).toEqual(shown);
  expect(shownUrl(url)).not.toContain("secret");
});

it("tells two addresses apart that differ only in what is hidden", () => {
  const [one, other] = ["https://example.com/hook?key=1", "https://example.com/hook?key=2"] as const;
  expect(shownUrl(one)).not.toBe(shownUrl(other));
  expect(receiverId(one)).not.toBe(receiverId(other));
});
