import type { AuthorizationAnswer } from "#lib/domain/authorization.ts";
import type { Agreement, SimulatedAnswer, SimulatedNode } from "./simulation.ts";

/** Whether AWS's answer and ours say the same. How AWS denies makes no difference: denied is denied. */
export function compareSimulation(aws: SimulatedAnswer, ours: AuthorizationAnswer): Agreement {
  if (!aws.answered) return "not-answered";
  if (ours.result === "unknown") return "undecided";
  return (aws.decision === "allowed") === (ours.result === "allowed") ? "agree" : "differ";
}

/** Legs by agreement. */
export function countAgreements(nodes: readonly SimulatedNode[]): Readonly<Record<Agreement, number>> {
  const counts = { agree: 0, differ: 0, undecided: 0, "not-answered": 0 };
  for (const { legs } of nodes) for (const { agreement } of legs) counts[agreement] += 1;
  return counts;
}
