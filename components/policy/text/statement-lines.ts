import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import type { PolicyShape } from "#lib/policy/render/policy-format.ts";

/** Lines from `first` to `last`, counted from 1. */
export type LineRange = { first: number; last: number };

/** Where each statement stands in the JSON that is shown: 2-space indentation, a line for every member and item. */
export function statementLines(document: PolicyDocument, shape: PolicyShape): readonly LineRange[] {
  const whole = JSON.stringify(shape === "document" ? document : document.Statement, null, 2).split("\n");
  const opening = shape === "document" ? '  "Statement": [' : "[";
  let next = whole.indexOf(opening) + 2;
  return document.Statement.map((statement) => {
    const count = JSON.stringify(statement, null, 2).split("\n").length;
    const range = { first: next, last: next + count - 1 };
    next += count;
    return range;
  });
}
