import { pickAt, type Random } from "./random.ts";

/** The newest version that the estate knows of; only this one is the latest. */
export const LATEST_AGENT = "3.3.3050.0";

/** Versions with how common they are. Port forwarding needs 3.0.222.0 (Session Manager prerequisites): the last four are older. */
const VERSIONS: readonly (readonly [version: string, weight: number])[] = [
  [LATEST_AGENT, 380],
  ["3.3.2299.0", 240],
  ["3.3.987.0", 160],
  ["3.2.2303.0", 110],
  ["3.1.1732.0", 60],
  ["3.0.1124.0", 35],
  ["3.0.196.0", 5],
  ["3.0.161.0", 4],
  ["2.3.1644.0", 4],
  ["2.3.372.0", 2],
];

const CODES: readonly (readonly [code: number, weight: number])[] = VERSIONS.map(([, weight], code) => [code, weight]);

/** The number under which a version is kept in a column. Throws for a version that is not in the table. */
export function codeOfAgent(version: string): number {
  const code = VERSIONS.findIndex(([candidate]) => candidate === version);
  if (code < 0) throw new Error(`There is no agent ${version}.`);
  return code;
}

/** The version, by its number. */
export function agentOf(code: number): string {
  return pickAt(VERSIONS, code)[0];
}

/** A version's number, the common ones more often. */
export function drawAgent(random: Random): number {
  return random.weighted(CODES);
}
