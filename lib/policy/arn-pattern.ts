import { ANY, type Glob, hasWildcard, isEverything, matchesGlob, ONE, splitGlob } from "./glob.ts";
import { type Truth, truthOf } from "./truth.ts";

/** An ARN with wildcards, made ready: `pieces` are its segments, as far as it has them. */
export type ArnPattern = { glob: Glob; everything: boolean; pieces: readonly Glob[]; documented: boolean };

/** `documented`: it begins with `arn:` and names its service, which is all that IAM documents besides `*` alone. */
export function compileArnPattern(glob: Glob): ArnPattern {
  const pieces = splitGlob(glob, ":", SEGMENTS);
  const [prefix, , service] = pieces;
  const documented = prefix !== undefined && !hasWildcard(prefix) && service !== undefined && !hasWildcard(service);
  return { glob, everything: isEverything(glob), pieces, documented };
}

/**
 * Whether a pattern of a `Resource` element covers an ARN. Wildcards hold within one of the segments between colons;
 * a `*` that ends a segment can reach beyond the colon (IAM reference, "Resource"). Where only a wildcard that IAM does
 * not document would make it match (`?` or an inner `*` over a colon, a wildcard as the service), it is unknown.
 */
export function matchesArn({ glob, everything, pieces, documented }: ArnPattern, arn: string): Truth {
  if (everything) return "yes";
  if (!matchesGlob(glob, arn)) return "no";
  if (!documented) return "unknown";
  return matchesBySegment(pieces, arn) || reachesOver(glob, arn) ? "yes" : "unknown";
}

/**
 * For ArnEquals and ArnLike: each of the six segments is compared by itself (IAM reference, "Amazon Resource Name (ARN)
 * condition operators"). A pattern or value that has no six segments is not an ARN: unknown, unless nothing can match.
 */
export function matchesArnSegments(glob: Glob, arn: string): Truth {
  const pieces = splitGlob(glob, ":", SEGMENTS);
  if (pieces.length === SEGMENTS && arn.split(":").length >= SEGMENTS) return truthOf(matchesBySegment(pieces, arn));
  return matchesGlob(glob, arn) ? "unknown" : "no";
}

/**
 * Whether a `Resource` pattern covers an action without a resource level. AWS: "you must specify all resources (`*`)".
 * Field logs show such a request as `arn:PARTITION:SERVICE:REGION:ACCOUNT:*`, so a pattern that would cover the text
 * of that is unknown and not a no.
 */
export function matchesAllResources({ everything, pieces }: ArnPattern, service: string): Truth {
  if (everything) return "yes";
  const last = pieces.at(-1);
  const open = last !== undefined && isEverything(last);
  const ours = pieces[2] !== undefined && matchesGlob(pieces[2], service);
  return open && (ours || pieces.length < 3) ? "unknown" : "no";
}

/** `arn`, partition, service, region, account, resource; the resource keeps its colons. */
const SEGMENTS = 6;
const COLON = ":".charCodeAt(0);

function matchesBySegment(pieces: readonly Glob[], arn: string): boolean {
  const segments = splitArn(arn);
  return segments.length === pieces.length && pieces.every((piece, at) => matchesGlob(piece, segments[at] ?? ""));
}

function splitArn(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= SEGMENTS ? parts : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(":")];
}

/**
 * Matches with only those `*` reaching over the first five colons that end their segment. Keeps the set of pattern
 * positions that the text so far can stand at, so the cost is the product of the lengths.
 */
function reachesOver(pattern: Glob, arn: string): boolean {
  let colons = 0;
  let positions = closure(new Set([0]), pattern);
  for (let at = 0; at < arn.length; at++) {
    const code = arn.charCodeAt(at);
    const border = code === COLON && ++colons < SEGMENTS;
    const next = new Set<number>();
    for (const position of positions) {
      const token = pattern[position];
      if (token === code || (token === ONE && !border)) next.add(position + 1);
      if (token === ANY && (!border || endsSegment(pattern, position))) next.add(position);
    }
    positions = closure(next, pattern);
  }
  return positions.has(pattern.length);
}

function closure(positions: Set<number>, pattern: Glob): Set<number> {
  for (const position of positions) if (pattern[position] === ANY) positions.add(position + 1);
  return positions;
}

function endsSegment(pattern: Glob, position: number): boolean {
  const next = pattern[position + 1];
  return next === undefined || next === COLON;
}
