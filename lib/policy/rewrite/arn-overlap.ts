import { ANY, type Glob, ONE, parseGlob } from "../glob.ts";

/**
 * Whether there can be an ARN that a pattern of a `Resource` element covers and that is of the given shape, in which `*`
 * is anything without a colon: no node, document or session has one in its name. Policy variables can have any value.
 * Errs on yes.
 */
export function canOverlap(pattern: string, shape: string): boolean {
  const left = parseGlob(pattern.replaceAll(/\$\{[^}]*\}?/g, "*"));
  const right = parseGlob(shape);
  // Pairs of positions that can be reached together, by row of the pattern.
  const width = right.length + 1;
  const seen = new Uint8Array((left.length + 1) * width);
  const queue: number[] = [];
  const reach = (i: number, j: number) => {
    const at = i * width + j;
    if (seen[at] !== 0) return;
    seen[at] = 1;
    queue.push(at);
  };
  reach(0, 0);
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const [i, j] = [Math.floor(at / width), at % width];
    if (i === left.length && j === right.length) return true;
    step(left, right, i, j, reach);
  }
  return false;
}

function step(left: Glob, right: Glob, i: number, j: number, reach: (i: number, j: number) => void): void {
  const [a, b] = [left[i], right[j]];
  if (a === ANY) reach(i + 1, j);
  if (b === ANY) reach(i, j + 1);
  if (a === undefined || b === undefined) return;
  if (a === ANY && b !== ANY) reach(i, j + 1);
  else if (b === ANY) {
    if (a !== COLON) reach(i + 1, j);
  } else if (a === b || a === ONE) reach(i + 1, j + 1);
}

const COLON = ":".charCodeAt(0);
