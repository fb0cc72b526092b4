/**
 * One question to IAM, and its answer. `lib/policy` answers; the verdict asks. Three-valued: what the evaluator does
 * not understand is unknown, never allowed.
 */
export type AuthorizationRequest = {
  /** IAM spelling, `ssm:SendCommand`. */
  action: string;
  /** The resource's ARN. */
  resource: string;
  /** The account of the role that asks: whose policies answer, where those of several are known. No condition reads it. */
  account?: string;
  /** Condition keys to values. A key that is not here is missing from the request, as IAM means it. */
  context: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Condition keys, or beginnings of them that end in `*`, whose presence or value is not known: a condition on one of
   * them is unknown, unless `context` or `absentContext` has it.
   */
  unknownContext?: readonly string[];
  /** Keys or beginnings as above that are known to be missing, for what a wider entry of `unknownContext` covers. */
  absentContext?: readonly string[];
};

export type AuthorizationResult = "allowed" | "denied" | "unknown";

/** Why: which statement, which condition, which value. Grows with the evaluator; `kind` is closed. */
export type AuthorizationReason =
  | { kind: "allowed-by"; statement: StatementRef }
  | { kind: "explicit-deny"; statement: StatementRef }
  | { kind: "no-statement-for-action"; source: PolicySource }
  | { kind: "no-statement-for-resource"; source: PolicySource; statements: readonly StatementRef[] }
  | {
      kind: "condition-failed";
      statement: StatementRef;
      operator: string;
      key: string;
      expected: readonly string[];
      actual: readonly string[] | null;
    }
  | { kind: "not-understood"; statement: StatementRef; what: string }
  | { kind: "not-known"; statement: StatementRef; operator: string; key: string }
  /** The policies of this account's role were not read; null: the request does not say whose they are. */
  | { kind: "policy-not-read"; account: string | null };

/** The part that a policy plays in a decision: the role's own, or one that can only take away. */
export type PolicySource = "identity" | "boundary" | "session" | "scp" | "rcp";

/** A statement of the policy in force: its document among those of its source, its index there, its Sid where it has one. */
export type StatementRef = { source: PolicySource; policy: number; index: number; sid: string | null };

export type AuthorizationAnswer = { result: AuthorizationResult; reasons: readonly AuthorizationReason[] };

export type Authorize = (request: AuthorizationRequest) => AuthorizationAnswer;
