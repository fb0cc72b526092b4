import "server-only";
import { toAwsError } from "./aws-problem.ts";
import { familyOf, type PacedService, type Pacing } from "./pacing.ts";

/** The part of the SDK's handler context that pacing needs. */
type AttemptContext = { __smithy_context?: { operation?: string; abortSignal?: unknown } };
type Attempt<Args, Result> = (args: Args) => Promise<Result>;

/** Inside the SDK's retry step, so that second attempts are paced too, and before signing, so that no signature waits. */
export const PACED_ATTEMPTS = { name: "pacedAttempts", relation: "after", toMiddleware: "retryMiddleware" } as const;

/** SDK middleware: every attempt of every call waits for its pacer, which is then told how AWS answered. */
export function pacedAttempts(service: PacedService, pacing: Pacing) {
  return <Args, Result>(next: Attempt<Args, Result>, context: AttemptContext): Attempt<Args, Result> =>
    async (args) => {
      const { operation = "", abortSignal } = context.__smithy_context ?? {};
      const pacer = pacing.of(familyOf(service, operation));
      await pacer.take(abortSignal instanceof AbortSignal ? abortSignal : undefined);
      try {
        const result = await next(args);
        pacer.answered();
        return result;
      } catch (error) {
        if (toAwsError(error, { action: operation }).fault === "throttled") pacer.throttled();
        throw error;
      }
    };
}
