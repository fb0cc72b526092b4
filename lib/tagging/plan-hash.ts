import "server-only";
import { createHash } from "node:crypto";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { PlannedNode, TaggingAction } from "#lib/domain/tagging.ts";

/** SHA-256 over what a plan would do, node by node and in order: two plans with one hash do the same to the same nodes. */
export function planHash(action: TaggingAction, tag: TagSpec, undoOf: string | null, nodes: readonly PlannedNode[]): string {
  const hash = createHash("sha256").update(JSON.stringify([action, tag.key, tag.value, undoOf]));
  for (const node of nodes) {
    const { account, region, id, plan, before } = node;
    const found = before?.found.map(({ key, value }) => [key, value]) ?? null;
    const goal = plan === "change" ? node.goal.map(({ key, value }) => [key, value]) : null;
    hash.update(`\n${JSON.stringify([account, region, id, plan, found, goal])}`);
  }
  return hash.digest("hex");
}
