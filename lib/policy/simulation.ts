import type { AuthorizationAnswer } from "#lib/domain/authorization.ts";
import type { NodeKey } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { Capability } from "#lib/domain/verdict.ts";

/** What AWS's policy simulator says of one action on one resource (IAM API, EvaluationResult). */
export type SimulatedDecision = {
  decision: "allowed" | "explicitDeny" | "implicitDeny";
  /** The policies whose statements decided, as AWS names them. */
  policies: readonly string[];
  /** Condition keys that the policies ask for and the question did not have; for an absent tag that is as it should be. */
  missing: readonly string[];
  /** Whether the organization's policies allow it; null where AWS did not say. */
  byOrganization: boolean | null;
  /** The same of the permissions boundary. */
  byBoundary: boolean | null;
};

/** AWS's decision, or why there is none for this question. */
export type SimulatedAnswer = ({ answered: true } & SimulatedDecision) | { answered: false; problem: Problem };

/** `undecided`: AWS answered, we did not. `not-answered`: AWS did not. Neither is a difference, nor an agreement. */
export type Agreement = "agree" | "differ" | "undecided" | "not-answered";

/** One question to both: the action on the node, or on the document that it needs. */
export type SimulatedLeg = {
  capability: Capability;
  leg: "node" | "document";
  action: string;
  resource: string;
  aws: SimulatedAnswer;
  ours: AuthorizationAnswer;
  agreement: Agreement;
};

export type SimulatedNode = NodeKey & { legs: readonly SimulatedLeg[] };

/** What `POST /api/policy/simulate` answers. Plain JSON. */
export type SimulationAnswer = {
  /** In the order of the request. */
  nodes: readonly SimulatedNode[];
  /** Legs by agreement. */
  counts: Readonly<Record<Agreement, number>>;
};
