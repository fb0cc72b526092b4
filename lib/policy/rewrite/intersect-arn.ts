import { compileArnPattern, matchesArn } from "../arn-pattern.ts";
import { matchesGlob, parseGlob } from "../glob.ts";
import { canOverlap } from "./arn-overlap.ts";

/**
 * The pattern of a `Resource` element that covers what both cover: the one of the role, and one of ours, which has six
 * segments and only whole segments as wildcards. `null`: nothing. `unclear`: no one pattern is known to say just that.
 * The partition is always ours: a role lives in one, and patterns of another one were never of any use to it.
 */
export function intersectArn(pattern: string, target: string): string | null | "unclear" {
  if (pattern === "*") return target;
  const [own, wanted] = [inPartitionOf(pattern, target), target.split(":")];
  if (containsArn(own, target)) return target;
  if (containsArn(target, own)) return own;
  if (!canOverlap(own, target)) return null;
  // AWS says that a part of the resource type cannot be a wildcard: what such a pattern covers is not known.
  if (compileArnPattern(parseGlob(own)).halfType) return "unclear";
  const segments = sixSegments(own);
  if (segments === null) return "unclear";
  const met = segments.map((segment, at) => intersectSegment(segment, wanted[at] ?? ""));
  if (met.includes(null)) return null;
  return met.includes("unclear") ? "unclear" : met.join(":");
}

/** True where `outer` surely covers whatever `inner` does. Wildcards of `inner` are read as characters that only `*` takes. */
export function containsArn(outer: string, inner: string): boolean {
  if (outer === "*" || outer === inner) return true;
  return !/\?|\$\{/.test(outer) && matchesArn(compileArnPattern(parseGlob(outer)), inner) === "yes";
}

function inPartitionOf(pattern: string, target: string): string {
  return pattern.replace(/^arn:[^:]*:/, target.slice(0, target.indexOf(":", "arn:".length) + 1));
}

/** A `*` that is the last of fewer segments reaches over the colons that follow. */
function sixSegments(pattern: string): readonly string[] | null {
  const parts = splitOutsideVariables(pattern);
  const segments = parts.length > 6 ? [...parts.slice(0, 5), parts.slice(5).join(":")] : parts;
  if (segments.length === 6) return segments;
  return segments.at(-1)?.endsWith("*") ? [...segments, ...Array.from({ length: 6 - segments.length }, () => "*")] : null;
}

function splitOutsideVariables(pattern: string): readonly string[] {
  const hidden = pattern.replaceAll(/\$\{[^}]*\}?/g, (variable) => variable.replaceAll(":", "\0"));
  return hidden.split(":").map((part) => part.replaceAll("\0", ":"));
}

function intersectSegment(one: string, other: string): string | null {
  if (one === other || holdsSegment(one, other)) return other;
  if (holdsSegment(other, one)) return one;
  return canOverlap(one, other) ? "unclear" : null;
}

function holdsSegment(outer: string, inner: string): boolean {
  return outer === "*" || (!/\?|\$\{/.test(outer) && matchesGlob(parseGlob(outer), inner));
}
