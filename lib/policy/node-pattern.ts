import type { ArnPattern } from "./arn-pattern.ts";
import { type Glob, hasWildcard, isEverything } from "./glob.ts";

/**
 * What a pattern for ARNs asks of a node's id, given its kind. `blind`: nothing. `named`: to be this one. `matching`: that
 * `instance/ID` (`managed-instance/ID`) matches. `whole`: the pattern has not six segments, so that its wildcards may
 * reach over colons and only the whole ARN tells.
 */
export type NodePattern =
  | { kind: "blind" }
  | { kind: "named"; id: string }
  | { kind: "matching"; resource: Glob }
  | { kind: "whole"; pattern: ArnPattern };

/**
 * A pattern with six segments has as many colons as the ARN of a node or of a document that AWS owns, so that each of its
 * segments meets its own and can be told by itself.
 */
export function nodePatternOf(pattern: ArnPattern): NodePattern {
  const [, , , , , resource] = pattern.pieces;
  if (pattern.everything) return { kind: "blind" };
  if (resource === undefined) return { kind: "whole", pattern };
  const start = textBeforeWildcard(resource);
  if (!hasWildcard(resource)) {
    const type = TYPES.find((candidate) => start.startsWith(candidate));
    return type === undefined ? { kind: "blind" } : { kind: "named", id: start.slice(type.length) };
  }
  const isOtherType = !TYPES.some((type) => type.startsWith(start) || start.startsWith(type));
  const isEveryNode = isEverything(resource) || (TYPES.includes(start) && isEverything(resource.slice(start.length)));
  return isOtherType || isEveryNode ? { kind: "blind" } : { kind: "matching", resource };
}

const TYPES = ["instance/", "managed-instance/"];

function textBeforeWildcard(glob: Glob): string {
  const end = glob.findIndex((token) => token < 0);
  return String.fromCharCode(...glob.slice(0, end < 0 ? glob.length : end));
}
