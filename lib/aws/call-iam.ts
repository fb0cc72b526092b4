import "server-only";
import { AwsError } from "./aws-problem.ts";
import { callAws } from "./call-aws.ts";
import type { IamClients } from "./iam-clients.ts";

/** `callAws` with an account's IAM and time limit. `action` is in IAM spelling, `iam:GetRole`. */
export function callIam<Output>(
  clients: IamClients,
  action: string,
  signal: AbortSignal,
  send: (abortSignal: AbortSignal) => Promise<Output>,
): Promise<Output> {
  return callAws({ action, account: clients.account, limitMs: clients.limits.callMs, signal }, send);
}

/** An answer of IAM that may go on: `Marker` counts only where `IsTruncated` says so (IAM API reference). */
type IamPage = { IsTruncated?: boolean | undefined; Marker?: string | undefined };

/** Every page of a listing of IAM, as it comes. Throws AwsError where a listing goes on without saying where, or in a circle. */
export async function* iamPages<Output extends IamPage>(
  clients: IamClients,
  action: string,
  signal: AbortSignal,
  send: (marker: { Marker?: string }, abortSignal: AbortSignal) => Promise<Output>,
): AsyncGenerator<Output> {
  const seen = new Set<string>();
  let marker: { Marker?: string } = {};
  for (;;) {
    const from = marker;
    const page = await callIam(clients, action, signal, (abortSignal) => send(from, abortSignal));
    yield page;
    if (page.IsTruncated !== true) return;
    const next = page.Marker ?? "";
    if (next === "" || seen.has(next)) {
      const title = `${action} cannot be read to its end: AWS says that there is more, and not where it goes on.`;
      const problem = { code: "repeated-token", title, remedy: "Read it again in a minute.", action, account: clients.account };
      throw new AwsError("server", problem, null);
    }
    seen.add(next);
    marker = { Marker: next };
  }
}
