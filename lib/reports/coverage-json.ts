import "server-only";
import type { CoverageAt } from "#lib/history/coverage-at.ts";
import type { CoverageHead } from "./coverage-head.ts";
import { inSlices } from "./in-slices.ts";
import { jsonList } from "./json-list.ts";

const LINES = 500;

/** Coverage at a moment as one JSON document, in pieces: the head's members and `nodes`. */
export async function* coverageJson(head: CoverageHead, nodes: CoverageAt["nodes"]): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"nodes":`;
  yield* jsonList(inSlices(nodes, LINES));
  yield "}\n";
}
