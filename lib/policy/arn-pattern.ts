import { ANY, COLON, type Glob, hasWildcard, isEverything, matchesGlob, matchesWithin, splitGlob, WITHIN } from "./glob.ts";
import type { Truth } from "./truth.ts";

/** An ARN with wildcards, made ready: `pieces` are its segments, as far as it has them. */
export type ArnPattern = {
  glob: Glob;
  /** What it begins with and has no wildcard in. */
  beginning: string;
  everything: boolean;
  pieces: readonly Glob[];
  documented: boolean;
  /** With the wildcards as the reference has them: only a `*` that ends a segment reaches over a colon. */
  confined: Glob;
  /** The same with a `*` for each segment that is missing; null for an ARN that lacks none. */
  completed: Glob | null;
  incomplete: IncompleteArn;
  /** A part of the resource type is a wildcard, which AWS says is not allowed. */
  halfType: boolean;
};

/** What becomes of an ARN of fewer than six segments: it is completed by wildcards, refused, or AWS does not say. */
export type IncompleteArn = "completed" | "refused" | "not-documented";

/** `documented`: it begins with `arn:` and names its service, which is all that IAM documents besides `*` alone. */
export function compileArnPattern(glob: Glob, incomplete: IncompleteArn = "completed"): ArnPattern {
  const pieces = splitGlob(glob, ":", SEGMENTS);
  const [prefix, , service] = pieces;
  const documented = prefix !== undefined && !hasWildcard(prefix) && service !== undefined && !hasWildcard(service);
  const missing = Array.from({ length: SEGMENTS - pieces.length }, () => [COLON, ANY]).flat();
  return {
    glob,
    beginning: textBeforeWildcard(glob),
    everything: isEverything(glob),
    pieces,
    documented,
    confined: confine(glob),
    completed: missing.length === 0 ? null : confine([...glob, ...missing]),
    incomplete,
    halfType: hasHalfType(pieces),
  };
}

/**
 * Whether a pattern of a `Resource` element covers an ARN. Wildcards hold within one of the segments between colons; a
 * `*` that ends a segment can reach beyond the colon; an identity policy's ARN of fewer segments has wildcards for the
 * missing ones (IAM reference, "Resource" and "Amazon Resource Names"). Where only a wildcard that IAM does not document
 * or says is not allowed would make it match, it is unknown.
 */
export function matchesArn(pattern: ArnPattern, arn: string): Truth {
  if (pattern.everything) return "yes";
  const covers = coversBy(pattern, arn);
  return covers === "yes" && pattern.halfType && hasType(arn) ? "unknown" : covers;
}

function coversBy({ glob, beginning, documented, confined, completed, incomplete }: ArnPattern, arn: string): Truth {
  if (incomplete === "refused" && completed !== null) return "unknown";
  if (!arn.startsWith(beginning)) return "no";
  const asItIs = documented && matchesWithin(confined, arn);
  if (completed === null) return asItIs ? "yes" : matchesGlob(glob, arn) ? "unknown" : "no";
  const whenCompleted = matchesWithin(completed, arn);
  if (documented && whenCompleted && incomplete === "completed") return "yes";
  if (asItIs && incomplete === "not-documented") return "yes";
  return asItIs || whenCompleted || matchesGlob(glob, arn) ? "unknown" : "no";
}

/**
 * For ArnEquals and ArnLike: each of the six segments is compared by itself (IAM reference, "Amazon Resource Name (ARN)
 * condition operators"). Null where the pattern or the value has no six segments, so that it is not an ARN.
 */
export function matchesArnSegments(glob: Glob, arn: string): boolean | null {
  const pieces = splitGlob(glob, ":", SEGMENTS);
  if (pieces.length < SEGMENTS || arn.split(":").length < SEGMENTS) return null;
  return matchesBySegment(pieces, arn);
}

/**
 * Whether a `Resource` pattern covers an action without a resource level. AWS: "you must specify all resources (`*`)".
 * Field logs show such a request as `arn:PARTITION:SERVICE:REGION:ACCOUNT:*`, so a pattern that would cover the text
 * of that is unknown and not a no.
 */
export function matchesAllResources({ everything, pieces, documented, completed }: ArnPattern, service: string): Truth {
  if (everything) return "yes";
  const last = pieces.at(-1);
  const open = (documented && completed !== null) || (last !== undefined && isEverything(last));
  const ours = pieces[2] !== undefined && matchesGlob(pieces[2], service);
  return open && (ours || pieces.length < 3) ? "unknown" : "no";
}

/** `arn`, partition, service, region, account, resource; the resource keeps its colons. */
const SEGMENTS = 6;
const SLASH = "/".charCodeAt(0);

function matchesBySegment(pieces: readonly Glob[], arn: string): boolean {
  const segments = splitArn(arn);
  return segments.length === pieces.length && pieces.every((piece, at) => matchesGlob(piece, segments[at] ?? ""));
}

function splitArn(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= SEGMENTS ? parts : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(":")];
}

function textBeforeWildcard(glob: Glob): string {
  const end = glob.findIndex((token) => token < 0);
  let text = "";
  for (const code of end < 0 ? glob : glob.slice(0, end)) text += String.fromCharCode(code);
  return text;
}

function confine(glob: Glob): Glob {
  return glob.map((token, at) => (token === ANY && !endsSegment(glob, at) ? WITHIN : token));
}

function endsSegment(glob: Glob, at: number): boolean {
  const next = glob[at + 1];
  return next === undefined || next === COLON;
}

/** Services whose resources have a name or a path where others have a type; S3's access points and jobs have a type. */
const UNTYPED = ["sns", "execute-api", "apigateway"];

/** "You cannot use a wildcard in the portion of the ARN that specifies the resource type": `*` for the whole of it is used. */
function hasHalfType([, , service, , account, resource]: readonly Glob[]): boolean {
  if (resource === undefined || service === undefined || UNTYPED.some((name) => matchesGlob(service, name))) return false;
  if (matchesGlob(service, "s3") && account?.length === 0) return false;
  const end = resource.findIndex((token) => token === SLASH || token === COLON);
  const type = end < 0 ? resource : resource.slice(0, end);
  return hasWildcard(type) && !isEverything(type);
}

function hasType(arn: string): boolean {
  return /[:/]/.test(splitArn(arn)[SEGMENTS - 1] ?? "");
}
