import type { Problem } from "#lib/domain/problem.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { type OffsetPiece, outerOffset } from "./offset-map.ts";
import type { TextSpan } from "./policy-read.ts";

/** What has been found in a text so far, by offsets into it. Whoever reads a part adds to it; nothing is ever taken out. */
export type Reading = {
  policies: FoundPolicy[];
  skipped: { what: string; at: number }[];
  problems: FoundProblem[];
  unresolved: { name: string; at: number }[];
};

export type FoundPolicy = NamedPolicy & { role: string | null; at: number; statements: readonly TextSpan[] };

/** `path`: in the policy, "" where it is about the text. */
export type FoundProblem = Problem & { path: string; at: number };

export function createReading(): Reading {
  return { policies: [], skipped: [], problems: [], unresolved: [] };
}

/** Adds what was found in a text inside a text, at the places of the outer one. */
export function addInnerReading(outer: Reading, inner: Reading, pieces: readonly OffsetPiece[]): void {
  const move = (offset: number) => outerOffset(pieces, offset);
  for (const policy of inner.policies) {
    const statements = policy.statements.map(({ from, to }) => {
      const start = move(from);
      return { from: start, to: Math.max(start, move(Math.max(from, to - 1)) + (to > from ? 1 : 0)) };
    });
    outer.policies.push({ ...policy, at: move(policy.at), statements });
  }
  for (const part of inner.skipped) outer.skipped.push({ ...part, at: move(part.at) });
  for (const problem of inner.problems) outer.problems.push({ ...problem, at: move(problem.at) });
  for (const value of inner.unresolved) outer.unresolved.push({ ...value, at: move(value.at) });
}
