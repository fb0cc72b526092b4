import "server-only";
import type { DenialAdvice, KnownNode, LookAlikeAdvice } from "#lib/denial/advice.ts";
import { adviseOnDenial } from "#lib/denial/advise.ts";
import type { Denial } from "#lib/denial/denial.ts";
import { knownInEstate } from "#lib/denial/known-in-estate.ts";
import { adviseOnLookAlike } from "#lib/denial/look-alike.ts";
import { parseDenial } from "#lib/denial/parse-denial.ts";
import { summariseDenial } from "#lib/denial/summarise-denial.ts";
import type { Authorize } from "#lib/domain/authorization.ts";
import type { Node } from "#lib/domain/node.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { Verdict } from "#lib/domain/verdict.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";

export type Diagnosis =
  | { denial: Denial; summary: null; advice: LookAlikeAdvice; node: null }
  | { denial: Denial; summary: string; advice: DenialAdvice; node: DiagnosedNode };

/** What is true now of the node that the denial names. */
export type DiagnosedNode =
  | { state: "none" | "not-listed" | "unread" }
  | (Pick<Node, "account" | "region" | "id" | "name" | "ssm" | "platform"> & {
      state: "known";
      nodeState: Node["state"];
      tag: TagReading;
      runCommand: Verdict;
      portForwarding: Verdict;
    });

/** The same answer as the Diagnose screen gives, as data. */
export function diagnose(text: string, snapshot: Snapshot, authorizeIn: (partition: Partition) => Authorize): Diagnosis {
  const denial = parseDenial(text);
  if (!denial.denial) return { denial, summary: null, advice: adviseOnLookAlike(denial), node: null };
  const known = knownInEstate(snapshot, denial, authorizeIn);
  return {
    denial,
    summary: summariseDenial(denial),
    advice: adviseOnDenial(denial, known, snapshot.tag),
    node: toDiagnosedNode(known),
  };
}

function toDiagnosedNode(known: KnownNode): DiagnosedNode {
  if (known.state !== "known") return { state: known.state };
  const { account, region, id, name, state: nodeState, ssm, platform } = known.node;
  const { tag, runCommand, portForwarding } = known;
  return { state: "known", account, region, id, name, nodeState, ssm, platform, tag, runCommand, portForwarding };
}
