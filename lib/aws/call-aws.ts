import "server-only";
import { type AwsCallPlace, toAwsError } from "./aws-problem.ts";

export type CallAws = AwsCallPlace & {
  /** Time for the whole call: pacing, every attempt and the waits between them. */
  limitMs: number;
  /** Ends the call at once. */
  signal: AbortSignal;
};

/**
 * Runs one SDK call with a time limit and a signal, and throws nothing but AwsError. Each attempt inside has its own,
 * shorter limit (aws-limits.ts).
 */
export async function callAws<Output>(call: CallAws, send: (abortSignal: AbortSignal) => Promise<Output>): Promise<Output> {
  const limit = AbortSignal.timeout(call.limitMs);
  const abortSignal = AbortSignal.any([call.signal, limit]);
  try {
    abortSignal.throwIfAborted();
    return await endedBy(abortSignal, send(abortSignal));
  } catch (error) {
    if (call.signal.aborted) throw toAwsError(Object.assign(new Error("stopped"), { name: "AbortError" }), call);
    if (limit.aborted)
      throw toAwsError(Object.assign(new Error(`no answer within ${call.limitMs} ms`), { name: "TimeoutError" }), call);
    throw toAwsError(error, call);
  }
}

/** The SDK looks at its signal while it sends and waits, but not while it looks for credentials. */
function endedBy<Output>(signal: AbortSignal, output: Promise<Output>): Promise<Output> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  return Promise.race([output, promise]).finally(() => signal.removeEventListener("abort", onAbort));
}
