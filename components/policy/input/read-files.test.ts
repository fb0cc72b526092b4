import { expect, test } from "vitest";
import { readFiles } from "./read-files.ts";

test("takes text files in their order, named without their ending", async () => {
  const files = [new File(["{}"], "role.json"), new File(["a: é"], "stack.yaml")];
  const { texts, refused } = await readFiles(files);
  expect(texts.map(({ name, text, from }) => [name, text, from])).toEqual([
    ["role", "{}", "role.json"],
    ["stack", "a: é", "stack.yaml"],
  ]);
  expect(refused).toEqual([]);
});

test.each([
  ["bytes that are no UTF-8", new File([new Uint8Array([0xff, 0xfe, 0x00])], "a.json"), /not a text file/],
  ["a zero byte", new File(["{\0}"], "a.json"), /not a text file/],
  ["more than a megabyte", new File(["x".repeat(1_000_001)], "a.json"), /more than a megabyte/],
])("refuses %s, and says so", async (_, file, why) => {
  const { texts, refused } = await readFiles([file]);
  expect(texts).toEqual([]);
  expect(refused[0]).toMatch(why);
});
