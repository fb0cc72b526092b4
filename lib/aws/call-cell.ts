import "server-only";
import { AwsError } from "./aws-problem.ts";
import { callAws } from "./call-aws.ts";
import type { CellClients } from "./cell-clients.ts";

/** `callAws` with a cell's account, region and time limit. */
export function callCell<Output>(
  cell: CellClients,
  action: string,
  signal: AbortSignal,
  send: (abortSignal: AbortSignal) => Promise<Output>,
): Promise<Output> {
  return callAws({ action, account: cell.account, region: cell.region, limitMs: cell.limits.callMs, signal }, send);
}

/**
 * Every page of a listing, as it comes. Follows empty pages that carry a token (SSM sends them), and throws AwsError
 * where a token comes a second time: the listing would never end.
 */
export async function* pagesOf<Output extends { NextToken?: string | undefined }>(
  cell: CellClients,
  action: string,
  signal: AbortSignal,
  send: (token: string | undefined, abortSignal: AbortSignal) => Promise<Output>,
): AsyncGenerator<Output> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const from = token;
    const output = await callCell(cell, action, signal, (abortSignal) => send(from, abortSignal));
    yield output;
    token = output.NextToken || undefined;
    if (token !== undefined && seen.has(token)) {
      const title = `${action} went in a circle: AWS gave the same page token twice.`;
      const problem = {
        code: "repeated-token",
        title,
        remedy: "Refresh in a minute.",
        action,
        account: cell.account,
        region: cell.region,
      };
      throw new AwsError("server", problem, null);
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}
