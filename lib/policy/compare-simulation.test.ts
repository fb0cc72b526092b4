import { expect, it } from "vitest";
import type { AuthorizationResult } from "#lib/domain/authorization.ts";
import { compareSimulation } from "./compare-simulation.ts";
import type { SimulatedAnswer, SimulatedDecision } from "./simulation.ts";

type Aws = SimulatedDecision["decision"] | "none";

function aws(decision: Aws): SimulatedAnswer {
  if (decision === "none") return { answered: false, problem: { code: "InvalidInput", title: "Not an ARN." } };
  return { answered: true, decision, policies: [], missing: [], byOrganization: null, byBoundary: null };
}

it.each<[Aws, AuthorizationResult, string]>([
  ["allowed", "allowed", "agree"],
  ["implicitDeny", "denied", "agree"],
  ["explicitDeny", "denied", "agree"],
  ["allowed", "denied", "differ"],
  ["implicitDeny", "allowed", "differ"],
  ["explicitDeny", "allowed", "differ"],
  ["allowed", "unknown", "undecided"],
  ["implicitDeny", "unknown", "undecided"],
  ["explicitDeny", "unknown", "undecided"],
  ["none", "allowed", "not-answered"],
  ["none", "denied", "not-answered"],
  ["none", "unknown", "not-answered"],
])("AWS says %s, we say %s: %s", (theirs, result, agreement) => {
  expect(compareSimulation(aws(theirs), { result, reasons: [] })).toBe(agreement);
});
