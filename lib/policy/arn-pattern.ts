import { ANY, type Glob, hasWildcard, isEverything, matchesGlob, ONE, splitGlob } from "./glob.ts";
import { anyOf, type Truth, truthOf } from "./truth.ts";

/**
 * Whether a pattern of a `Resource` element covers an ARN. Wildcards hold within one of the segments between colons;
 * a `*` that ends a segment can reach beyond the colon (IAM reference, "Resource"). Where only a wildcard that IAM does
 * not document would make it match (`?` or an inner `*` over a colon, a wildcard as the service), it is unknown.
 */
export function matchesArn(pattern: Glob, arn: string): Truth {
  if (isEverything(pattern)) return "yes";
  if (!matchesGlob(pattern, arn)) return "no";
  const pieces = splitGlob(pattern, ":", SEGMENTS);
  if (pieces.length < 3 || pieces.slice(0, 3).some((piece, at) => at !== 1 && hasWildcard(piece))) return "unknown";
  return matchesBySegment(pieces, arn) || reachesOver(pattern, arn) ? "yes" : "unknown";
}

/**
 * For ArnEquals and ArnLike: each of the six segments is compared by itself (IAM reference, "Amazon Resource Name (ARN)
 * condition operators"). A pattern or value that has no six segments is not an ARN: unknown, unless nothing can match.
 */
export function matchesArnSegments(pattern: Glob, arn: string): Truth {
  const pieces = splitGlob(pattern, ":", SEGMENTS);
  if (pieces.length === SEGMENTS && arn.split(":").length >= SEGMENTS) return truthOf(matchesBySegment(pieces, arn));
  return matchesGlob(pattern, arn) ? "unknown" : "no";
}

/**
 * Whether a `Resource` pattern covers an action without a resource level. AWS: "you must specify all resources (`*`)".
 * Field logs show such a request as `arn:PARTITION:SERVICE:REGION:ACCOUNT:*`, so a pattern that would cover the text
 * of that is unknown and not a no.
 */
export function matchesAllResources(pattern: Glob, service: string): Truth {
  if (isEverything(pattern)) return "yes";
  const pieces = splitGlob(pattern, ":", SEGMENTS);
  const last = pieces.at(-1);
  const open = last !== undefined && isEverything(last);
  const ours = pieces[2] !== undefined && matchesGlob(pieces[2], service);
  return open && (ours || pieces.length < 3) ? "unknown" : "no";
}

/** The first truth over several patterns: a list of resources is a union. */
export function anyPattern(patterns: readonly Glob[], match: (pattern: Glob) => Truth): Truth {
  return anyOf(patterns.map(match));
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
