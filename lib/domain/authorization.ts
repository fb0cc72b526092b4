/**
 * One question to IAM, and its answer. `lib/policy` answers; the verdict asks. Three-valued: what the evaluator does
 * not understand is unknown, never allowed.
 */
export type AuthorizationRequest = {
  /** IAM spelling, `ssm:SendCommand`. */
  action: string;
  /** The resource's ARN. */
  resource: string;
  /** Condition keys to values. A key that is not here is missing from the request, as IAM means it. */
  context: Readonly<Record<string, string | readonly string[]>>;
  /** Condition keys (or `prefix/*`) whose presence or value is not known; a condition on one of them is unknown. */
  unknownContext?: readonly string[];
};

export type AuthorizationResult = "allowed" | "denied" | "unknown";

/** Why: which statement, which condition, which value. Grows with the evaluator; `kind` is closed. */
export type AuthorizationReason =
  | { kind: "allowed-by"; statement: StatementRef }
  | { kind: "explicit-deny"; statement: StatementRef }
  | { kind: "no-statement-for-action" }
  | { kind: "no-statement-for-resource"; statements: readonly StatementRef[] }
  | {
      kind: "condition-failed";
      statement: StatementRef;
      operator: string;
      key: string;
      expected: readonly string[];
      actual: readonly string[] | null;
    }
  | { kind: "not-understood"; statement: StatementRef; what: string }
  | { kind: "not-known"; statement: StatementRef; operator: string; key: string };

/** A statement of the policy in force: index in its document, and its Sid where it has one. */
export type StatementRef = { policy: number; index: number; sid: string | null };

export type AuthorizationAnswer = { result: AuthorizationResult; reasons: readonly AuthorizationReason[] };

export type Authorize = (request: AuthorizationRequest) => AuthorizationAnswer;
