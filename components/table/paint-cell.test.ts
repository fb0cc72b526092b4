// @vitest-environment happy-dom
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CellContent, CellPart } from "./cell-content.ts";
import { paintCell, pressPainted, type ShapeTemplates } from "./paint-cell.ts";

const shapes: ShapeTemplates = {
  full: shape("full"),
  half: shape("half"),
  open: shape("open"),
  barred: shape("barred"),
  unknown: shape("unknown"),
};

function shape(name: string): Element {
  const element = document.createElement("i");
  element.title = name;
  return element;
}

const words = fc.constantFrom("", "web-1", "<b>not markup</b>", "\u202etxt");
const look = fc.constantFrom("text-ink", "truncate");
const part: fc.Arbitrary<CellPart> = fc.oneof(
  fc.record({ as: fc.constantFrom("text" as const, "name" as const), text: words, look, title: words }),
  fc.record({ as: fc.constantFrom("text" as const, "name" as const), text: words }),
  fc.record({ as: fc.constant("time" as const), text: words, dateTime: words, title: words, look }),
  fc.record({ as: fc.constant("shape" as const), tone: fc.constantFrom("full" as const, "half" as const) }),
  fc.record({ as: fc.constant("button" as const), text: words, label: words, look, press: fc.constant(() => undefined) }),
);
const content: fc.Arbitrary<CellContent> = fc.record({ parts: fc.array(part, { maxLength: 4 }) });

function painted(...contents: readonly CellContent[]): Element {
  const cell = document.createElement("div");
  let before: CellContent | null = null;
  for (const next of contents) {
    paintCell(cell, before, next, shapes);
    before = next;
  }
  return cell;
}

test("a cell used again looks as one painted for the first time, whatever was in it", () => {
  fc.assert(
    fc.property(fc.array(content, { minLength: 1, maxLength: 5 }), (contents) => {
      expect(painted(...contents).isEqualNode(painted(...contents.slice(-1)))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("text that looks like markup stays text", () => {
  const cell = painted({ parts: [{ as: "name", text: "<img src=x>", title: '"><script>' }] });
  expect(cell.textContent).toBe("<img src=x>");
  expect(cell.querySelector("img, script")).toBeNull();
});

test("a button does what the row that is shown now asks for", () => {
  const pressed: string[] = [];
  const button = (name: string): CellContent => ({
    parts: [{ as: "button", text: "Fix", label: `Fix ${name}`, look: "", press: () => pressed.push(name) }],
  });
  const cell = painted(button("first"), button("second"));
  const [element] = cell.children;
  expect(element?.getAttribute("aria-label")).toBe("Fix second");
  expect(element !== undefined && pressPainted(element)).toBe(true);
  expect(pressed).toEqual(["second"]);
  expect(pressPainted(document.createElement("button"))).toBe(false);
});
