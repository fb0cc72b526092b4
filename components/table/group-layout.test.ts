import fc from "fast-check";
import { expect, test } from "vitest";
import { type GridGroup, type GridGroups, groupLayout } from "./group-layout.ts";

function groupsOf(groups: readonly GridGroup[]): GridGroups {
  return {
    starts: groups.map(({ start }) => start),
    at: (number) => groups[number] ?? { start: -1, count: 0, label: "none" },
  };
}

test("without groups, lines are rows", () => {
  const layout = groupLayout(3, groupsOf([]));
  expect(layout.lines).toBe(3);
  expect(layout.lineAt(2)).toEqual({ kind: "row", index: 2 });
  expect(layout.lineOf(2)).toBe(2);
});

test("each heading stands right above the first row of its group, and every row has its line", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(sizes, (counts) => {
      let start = 0;
      const groups = counts.map((count): GridGroup => {
        const group = { start, count, label: `${start}` };
        start += count;
        return group;
      });
      const expected = groups.flatMap((group, number) => [
        { kind: "group", group, number },
        ...Array.from({ length: group.count }, (_, at) => ({ kind: "row", index: group.start + at })),
      ]);
      const layout = groupLayout(start, groupsOf(groups));
      expect(Array.from({ length: layout.lines }, (_, line) => layout.lineAt(line))).toEqual(expected);
      for (let index = 0; index < start; index++) expect(layout.lineAt(layout.lineOf(index))).toEqual({ kind: "row", index });
    }),
  );
});
