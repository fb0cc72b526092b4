import Papa from "papaparse";
import { isGap } from "#lib/domain/cell.ts";
import { REACHES } from "#lib/domain/coverage.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import { type CountedCell, type CountedCoverage, gapsOf } from "./count-coverage.ts";
import { problemLine } from "./usage-error.ts";

/** Everything that a coverage answer tells. */
export type CoverageAnswer = CountedCoverage & {
  asOf: string | null;
  tag: TagSpec;
  policy: string;
  capability: Capability;
  /** Accounts whose role could not be read, so that their verdicts are unknown. */
  unread: readonly { account: string; problem: Problem }[];
  min: number | null;
  passed: boolean;
};

/** For people. */
export function coverageText({ all, cells, capability, policy, tag }: CoverageAnswer): string {
  const { counts, total, percent, atLeast } = all;
  const least = atLeast ? "at least " : "";
  const lines = [
    `${NAMES[capability]} under ${policy}, tag ${tag.key}=${tag.value}`,
    `reachable  ${least}${counts.reachable} of ${least}${total} nodes${percent === null ? "" : ` (${percent} % of those listed)`}`,
    `blocked    ${BLOCKED.map((reach) => `${least}${counts[reach]} by ${WORDS[reach]}`).join(", ")}`,
    `unknown    ${least}${counts.unknown}`,
    `read       ${cells.filter(({ cell }) => !isGap(cell)).length} of ${cells.length} accounts' regions`,
  ];
  return `${lines.join("\n")}\n`;
}

const NAMES: Readonly<Record<Capability, string>> = { "run-command": "Run Command", "port-forwarding": "Port forwarding" };
const BLOCKED = ["tag", "ssm", "policy"] as const;
const WORDS = { tag: "the tag", ssm: "SSM", policy: "the policy" } as const;

/** For scripts. */
export function coverageJson(answer: CoverageAnswer): string {
  const { asOf, tag, policy, capability, all, cells, unread, min, passed } = answer;
  const { counts, total, percent, atLeast } = all;
  const gaps = gapsOf(cells).map(({ cell: { account, region, state, problem } }) => ({
    account,
    region,
    state,
    problem: problem ?? null,
  }));
  const rows = cells.map(({ cell: { account, region, state }, coverage }) => {
    const { counts, total, percent, atLeast } = coverage;
    return { account, region, state, total, atLeast, counts, percent };
  });
  const head = { asOf, tag, policy, capability, total, atLeast, counts, percent, min, passed };
  return `${JSON.stringify({ ...head, gaps, unreadRoles: unread, cells: rows }, null, 2)}\n`;
}

/** For spreadsheets (RFC 4180): a row per account and region; a number is empty where the region was not read to the end. */
export function coverageCsv({ cells, capability }: CoverageAnswer): string {
  const rows = cells.map(({ cell, coverage }) => {
    const isKnown = !isGap(cell);
    const counts = REACHES.map((reach) => (isKnown ? String(coverage.counts[reach]) : ""));
    const problem = cell.problem === undefined ? "" : problemLine(cell.problem);
    return [cell.account, cell.region, cell.state, capability, isKnown ? String(coverage.total) : "", ...counts, problem];
  });
  const fields = ["account", "region", "state", "capability", "nodes", ...REACHES, "problem"];
  // A problem's words come from AWS: a spreadsheet must not take them for a formula. Papa's own test misses texts of several lines.
  return `${Papa.unparse({ fields, data: rows }, { escapeFormulae: /^[=+\-@\t\r\n]/, newline: "\r\n" })}\r\n`;
}

/** What could not be read, for standard error; empty where everything was. */
export function gapLines({ cells, unread }: Pick<CoverageAnswer, "cells" | "unread">): readonly string[] {
  return [
    ...gapsOf(cells).map(({ cell }: CountedCell) => {
      const why = cell.problem === undefined ? cell.state : problemLine(cell.problem);
      return `not read: ${cell.account} ${cell.region}: ${why}`;
    }),
    ...unread.map(({ account, problem }) => `role not read: ${account}: ${problemLine(problem)}`),
  ];
}
