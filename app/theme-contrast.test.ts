import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Theme = "light" | "dark";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--color-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

const TEXTS = ["ink", "ink-2", "ink-3", "accent-text", "reachable", "tag", "ssm", "policy", "unknown", "danger"];
const GROUNDS = ["canvas", "surface", "raised", "sunken", "hover"];
const STATUSES = ["reachable", "tag", "ssm", "policy", "unknown", "danger"];
const CODE = ["code-key", "code-string", "code-number", "code-literal", "code-punctuation"];

const textPairs = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...STATUSES.flatMap((status) => [
    [status, `${status}-soft`] as const,
    ["ink", `${status}-soft`] as const,
    ["ink-2", `${status}-soft`] as const,
  ]),
  ...["ink", "ink-2", "accent-text", "reachable", "tag", "ssm", "policy", "unknown"].map((text) => [text, "selected"] as const),
  ...CODE.map((text) => [text, "sunken"] as const),
  ["accent-ink", "accent"] as const,
  ["accent-ink", "accent-hover"] as const,
  ["accent-ink", "danger-fill"] as const,
];

const shapePairs = [
  ...STATUSES.map((status) => [`${status}-fill`, "surface"] as const),
  ["edge", "surface"] as const,
  ["edge", "canvas"] as const,
  ["accent", "canvas"] as const,
];

for (const theme of ["light", "dark"] as const) {
  test.each(textPairs)(`${theme}: text %s can be read on %s (4.5:1)`, (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapePairs)(
    `${theme}: %s can be told from %s (3:1 for controls, 2.5:1 for bars that carry a word)`,
    (shape, ground) => {
      expect(contrast(shape, ground, theme)).toBeGreaterThanOrEqual(shape.endsWith("-fill") ? 2.5 : 3);
    },
  );
}

/** WCAG 2.2 contrast ratio of two tokens. */
function contrast(one: string, other: string, theme: Theme): number {
  const [light = 0, dark = 0] = [luminance(one, theme), luminance(other, theme)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(token: string, theme: Theme): number {
  const colour = tokens.get(token)?.[theme];
  if (colour === undefined) throw new Error(`no token --color-${token} in globals.css`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
