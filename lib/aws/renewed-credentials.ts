import "server-only";
import type { AwsCredentials, KeptCredentials } from "./account-credentials.ts";
import { toAwsError } from "./aws-problem.ts";

/** The part of the SDK's handler context that says with which credentials a call is signed. */
type SignedContext = { __smithy_context?: { selectedHttpAuthScheme?: { identity?: Partial<AwsCredentials> } } };
type Attempt<Args, Result> = (args: Args) => Promise<Result>;

/** Around each attempt: a later attempt that is accepted must not hide that an earlier one was refused. */
export const RENEWED_CREDENTIALS = { name: "renewedCredentials", relation: "after", toMiddleware: "retryMiddleware" } as const;

/**
 * SDK middleware: credentials that AWS does not accept are not used for another call. The call itself keeps them and fails;
 * whoever made it decides whether to wait and try again (waited-out.ts).
 */
export function renewedCredentials(credentials: KeptCredentials) {
  return <Args, Result>(next: Attempt<Args, Result>, context: SignedContext): Attempt<Args, Result> =>
    async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const { accessKeyId, sessionToken } = context.__smithy_context?.selectedHttpAuthScheme?.identity ?? {};
        if (accessKeyId !== undefined && toAwsError(error, { action: "" }).fault === "credentials") {
          credentials.refused({ accessKeyId, ...(sessionToken === undefined ? {} : { sessionToken }) });
        }
        throw error;
      }
    };
}
