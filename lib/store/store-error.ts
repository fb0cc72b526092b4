import "server-only";
import { DrizzleQueryError } from "drizzle-orm";
import type { Problem } from "#lib/domain/problem.ts";

export type StoreProblemCode =
  | "store-unavailable"
  | "store-refused"
  | "store-full"
  | "store-locked"
  | "store-too-old"
  | "store-too-new"
  | "store-failed";

export type StoreProblem = Problem & { code: StoreProblemCode; status: 503 };

/** The dashboard's own database cannot be used, with what a person can do about it. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly problem: StoreProblem;

  constructor(code: StoreProblemCode, title: string, remedy: string, cause?: unknown) {
    super(title, cause === undefined ? undefined : { cause });
    const detail = cause === undefined ? undefined : rootOf(cause).message;
    this.problem = { status: 503, code, title, remedy, ...(detail ? { detail: detail.slice(0, 300) } : {}) };
  }
}

/**
 * What an error of the database means to the dashboard, or null where it is no failing of the database: a bug in a
 * statement, or somebody else's error within a transaction. SQLSTATE classes: PostgreSQL, "Error Codes".
 */
export function toStoreError(error: unknown): StoreError | null {
  if (error instanceof StoreError) return error;
  const root = rootOf(error);
  const code = "code" in root ? String(root.code) : "";
  if (code === "53100" || code === "ENOSPC" || code === "EDQUOT" || /no space left on device/i.test(root.message)) {
    return new StoreError("store-full", "The disk of the database is full.", "Make room: the work goes on by itself.", error);
  }
  if (/^(08|57P0|53|25P03|55P03)/.test(code) || CONNECTION_CODES.has(code) || CONNECTION_WORDS.test(root.message)) {
    return new StoreError(
      "store-unavailable",
      "The database does not answer.",
      "Look whether it runs and can be reached: the work goes on by itself once it does.",
      error,
    );
  }
  if (/^(28|3D000|42501)/.test(code)) {
    return new StoreError(
      "store-refused",
      "The database server does not let Cado Reach in.",
      "Check user, password and database in DATABASE_URL; the user has to be allowed to create tables and schemas in it.",
      error,
    );
  }
  // PGlite's engine ended in the middle of a statement: it has to be opened anew.
  if (root instanceof WebAssembly.RuntimeError || root.name === "ExitStatus" || /PANIC|Program terminated/.test(root.message)) {
    return new StoreError("store-failed", "The embedded database stopped and is opened anew.", "Wait a moment.", error);
  }
  return null;
}

/** The problem to show for whatever a use of the database threw. */
export function toStoreProblem(error: unknown): StoreProblem {
  const known = toStoreError(error);
  if (known !== null) return known.problem;
  return new StoreError("store-failed", "The database could not do what it was asked.", "The server's log says why.").problem;
}

const CONNECTION_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH", "EAI_AGAIN"]);
const CONNECTION_WORDS =
  /connection (terminated|timeout)|timeout expired|query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|PGlite is (closed|closing)/i;

/** Drizzle wraps what the driver throws, and a failed connection to several addresses is an error of errors. */
function rootOf(error: unknown): Error {
  let at = error;
  for (let depth = 0; depth < 5; depth += 1) {
    if (at instanceof AggregateError && at.errors.length > 0) at = at.errors[0];
    else if (at instanceof DrizzleQueryError && at.cause !== undefined) at = at.cause;
    else break;
  }
  return at instanceof Error ? at : new Error(String(at));
}
