import type { OutcomeState, PlannedNode } from "#lib/domain/tagging.ts";

/**
 * The state in which a planned node begins. One that AWS would not let us read `failed`, and can be tried again; one that
 * we decided against is `skipped`.
 */
export function plannedState(node: PlannedNode): OutcomeState {
  if (node.plan === "change") return "pending";
  if (node.plan === "already") return "already";
  return node.problem.action === undefined ? "skipped" : "failed";
}
