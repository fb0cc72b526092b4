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
  const { signal, limitMs } = call;
  // One controller and one timer, taken back at the end: thousands of AbortSignal.timeout would all fire later, for nobody.
  const ending = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => {
    ending.abort();
    reject(ending.signal.reason);
  };
  let limited = false;
  const timer = setTimeout(() => {
    limited = true;
    end();
  }, limitMs);
  signal.addEventListener("abort", end, { once: true });
  try {
    signal.throwIfAborted();
    // The SDK looks at its signal while it sends and waits, but not while it looks for credentials.
    return await Promise.race([send(ending.signal), ended]);
  } catch (error) {
    if (signal.aborted) throw toAwsError(Object.assign(new Error("stopped"), { name: "AbortError" }), call);
    if (limited) throw toAwsError(Object.assign(new Error(`no answer within ${limitMs} ms`), { name: "TimeoutError" }), call);
    throw toAwsError(error, call);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}
