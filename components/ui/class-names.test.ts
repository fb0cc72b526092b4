import { globSync, readFileSync } from "node:fs";
import { twMerge } from "tailwind-merge";
import { describe, expect, test } from "vitest";
import { classNames } from "./class-names.ts";

/** Every word in a string of the components and pages that Tailwind's own groups know. */
function usedClasses(): string[] {
  const words = new Set<string>();
  for (const file of globSync(["components/**/*.{ts,tsx}", "app/**/*.tsx"])) {
    if (/\.test\.tsx?$|class-groups/.test(file)) continue;
    for (const [, text = ""] of readFileSync(file, "utf8").matchAll(/["`]([^"`\n]*)["`]/g)) {
      for (const word of text.split(/\s+/)) words.add(word);
    }
  }
  return [...words].filter((word) => word !== "" && twMerge(`${word} ${word}`) === word);
}

/** Without its variants: `hover:bg-hover` becomes `bg-hover`. */
function baseOf(name: string): string {
  return name.replace(/^(?:(?:\[[^\]]*\]|[^:[\]()]|\([^)]*\))+:)+(?=[a-z-])/, "");
}

/** Tailwind's table takes the product's own shadows for colours of shadows. */
const bases = [...new Set(usedClasses().map(baseOf))].filter((name) => !name.startsWith("shadow-"));

/** One of each set of classes that replace each other in Tailwind's table. */
const different: string[] = [];
for (const name of bases) {
  const isKnown = different.some((other) => twMerge(other, name) === name && twMerge(name, other) === other);
  if (!isKnown) different.push(name);
}

describe("classNames", () => {
  test("merges each two classes that the product uses as Tailwind's whole table does", () => {
    expect(different.length).toBeGreaterThan(100);
    const pairs = bases.flatMap((one) => different.flatMap((other) => [`${one} ${other}`, `${other} ${one}`]));
    const wrong = pairs.filter((pair) => classNames(pair) !== twMerge(pair));
    expect(wrong.map((pair) => `${pair}: ${classNames(pair)}, not ${twMerge(pair)}`)).toEqual([]);
  });

  test("has the later of two shadows, the product's own too", () => {
    expect(classNames("shadow-raised", "shadow-sheet", "shadow-[0_0_0_1px_red]")).toBe("shadow-[0_0_0_1px_red]");
  });

  test("keeps variants apart, whatever their order", () => {
    expect(classNames("px-2 hover:px-3 hover:focus:px-4", "px-5 focus:hover:px-6")).toBe("hover:px-3 px-5 focus:hover:px-6");
  });

  test("leaves out what is false or missing", () => {
    expect(classNames("a", false, undefined, ["b", null])).toBe("a b");
  });
});
