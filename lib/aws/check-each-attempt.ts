import "server-only";

type Attempt<Args, Result> = (args: Args) => Promise<Result>;

/** The innermost step: behind retries, pacing, credentials and signing, right before the request is sent. */
export const EACH_ATTEMPT = { step: "deserialize", priority: "low", name: "checkEachAttempt" } as const;

/**
 * SDK middleware: nothing is sent any more once `maySend` says no. The call then ends with the fault `stopped`; an
 * earlier attempt of it may have been carried out.
 */
export function checkEachAttempt(maySend: () => boolean) {
  return <Args, Result>(next: Attempt<Args, Result>): Attempt<Args, Result> =>
    async (args) => {
      if (!maySend()) throw Object.assign(new Error("stopped"), { name: "AbortError" });
      return next(args);
    };
}
