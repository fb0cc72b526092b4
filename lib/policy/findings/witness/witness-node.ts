import type { NodeKind } from "#lib/domain/ids.ts";
import { hasWildcard, matchesGlob, parseGlob } from "../../glob.ts";
import { fillPattern } from "./fill-pattern.ts";
import type { WitnessPlaces } from "./witness-places.ts";

/** A node that there may be, to ask a policy about. */
export type WitnessNode = {
  kind: NodeKind;
  arn: string;
  partition: string;
  region: string;
  account: string;
  /** Named by no pattern: what holds for it holds for every node of its kind, but for those that a pattern names. */
  isAnyNode: boolean;
};

/** Nodes of both kinds that a `Resource` pattern takes in; a place that it leaves open is filled with each of `places`. */
export function witnessNodesOf(pattern: string, places: WitnessPlaces): readonly WitnessNode[] {
  const parts = pattern.split(":");
  const part = (at: number): string => parts[at] ?? "*";
  const resource = parts.length > 6 ? parts.slice(5).join(":") : part(5);
  const partition = hasWildcard(parseGlob(part(1))) ? places.partition : part(1);
  return KINDS.filter(({ service }) => matches(part(2), service)).flatMap(({ kind, service, type }) => {
    const anyId = `${type}/${places.ids[kind]}`;
    const id = matches(resource, anyId) ? anyId : (fillPattern(resource, "0") ?? anyId);
    if (!id.startsWith(`${type}/`)) return [];
    return fillings(part(3), places.regions).flatMap((region) =>
      fillings(part(4), places.accounts).map((account) => ({
        kind,
        arn: `arn:${partition}:${service}:${region}:${account}:${id}`,
        partition,
        region,
        account,
        isAnyNode: region === places.regions[0] && account === places.accounts[0] && id === anyId,
      })),
    );
  });
}

const KINDS = [
  { kind: "ec2", service: "ec2", type: "instance" },
  { kind: "hybrid", service: "ssm", type: "managed-instance" },
] as const satisfies readonly { kind: NodeKind; service: string; type: string }[];

/** The places that a segment takes in; one made from the segment itself where it takes in none of them. */
function fillings(segment: string, places: readonly string[]): readonly string[] {
  const fitting = places.filter((place) => matches(segment, place));
  if (fitting.length > 0) return fitting;
  const filled = fillPattern(segment, "0");
  return filled === null ? places : [filled];
}

function matches(pattern: string, text: string): boolean {
  return matchesGlob(parseGlob(pattern), text);
}
