import { findFigure } from "./figure-of.ts";
import type { Results } from "./results-file.ts";
import { type Against, type Limit, TARGETS, type Target } from "./targets.ts";

type Judged = { words: string; target: string; reached: boolean | null };

/** The results as a table in Markdown, and what they were measured on. Nothing measured is said, and is not reached. */
export function toMarkdown(results: Results): string {
  const rows = TARGETS.map((target) => toRow(target, results));
  return [
    "| what | measured | target | ratio to peer | reached? |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    ...describeParts(results),
    "",
  ].join("\n");
}

function toRow({ what, limits, against }: Target, results: Results): string[] {
  const measured = limits.map((limit) => judgeLimit(limit, results));
  const ratios = against.map((ratio) => judgeRatio(ratio, results));
  const all = [...measured, ...ratios];
  const missing = all.some(({ reached }) => reached === null);
  const failed = all.some(({ reached }) => reached === false);
  return [
    what,
    measured.map(({ words }) => words).join(", ") || "see ratio",
    measured.map(({ target }) => target).join(", ") || "less",
    ratios.map(({ words, target, reached }) => `${words} (${target})${reached === false ? " ✗" : ""}`).join(", "),
    failed ? "no" : missing ? "not measured in full" : "yes",
  ];
}

function judgeLimit({ part, measure, of, most, unit, word }: Limit, results: Results): Judged {
  const label = [word, of === "worst" && word === undefined ? "worst" : undefined].filter(Boolean).join(" ");
  const named = (text: string) => (label === "" ? text : `${label} ${text}`);
  const target = named(`<= ${tell(most, unit)}`);
  const figure = findFigure(results, part, measure);
  if (figure === undefined) return { words: named("not measured"), target, reached: null };
  const reached = figure[of] <= most;
  return { words: `${named(tell(figure[of], unit))}${reached ? "" : " ✗"}`, target, reached };
}

function judgeRatio({ part, measure, theirs = measure, peer, most, how }: Against, results: Results): Judged {
  const target = how === "times" ? `<= ${most}` : `<= +${most}`;
  const ours = findFigure(results, part, measure);
  const other = findFigure(results, part, theirs, peer);
  if (ours === undefined || other === undefined) return { words: `${peer}: not measured`, target, reached: null };
  const value = how === "times" ? ours.median / other.median : ours.median - other.median;
  const words = how === "times" ? `${value.toFixed(2)} × ${peer}` : `${value >= 0 ? "+" : ""}${value.toFixed(0)} to ${peer}`;
  return { words: `${words}, ${measure}`, target, reached: value <= most };
}

/** A value in a unit for people; seconds are kept as ms. */
function tell(value: number, unit: Limit["unit"]): string {
  if (unit === "s") return `${trim(value / 1000)} s`;
  return unit === "" ? trim(value) : `${trim(value)} ${unit}`;
}

function trim(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 3;
  return Number(value.toFixed(digits)).toLocaleString("en-US");
}

function describeParts(results: Results): string[] {
  return Object.entries(results).map(([part, { measuredAt, machine, setting, figures }]) => {
    const { cpu, cores, memoryGb, node, chromium } = machine;
    const browser = chromium === null ? "" : `, Chromium ${chromium}`;
    const runs = Math.min(...Object.values(figures).flatMap((byWho) => Object.values(byWho).map((figure) => figure.runs)));
    const settings = Object.entries(setting).map(([name, value]) => `${name} ${value}`);
    const medians = runs === Number.POSITIVE_INFINITY ? "nothing" : runs === 1 ? "one run" : `medians of ${runs} runs`;
    return `- ${part}: ${medians}, ${measuredAt.slice(0, 16)}Z, ${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}${browser}${settings.length > 0 ? `; ${settings.join(", ")}` : ""}`;
  });
}
