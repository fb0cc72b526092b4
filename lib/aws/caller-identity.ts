import "server-only";
import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { type AccountId, parseAccountId } from "#lib/domain/ids.ts";
import { AwsError } from "./aws-problem.ts";
import { callAws } from "./call-aws.ts";

/** Whose credentials these are. Needs no permission: AWS answers GetCallerIdentity to every valid signature. */
export async function callerAccount(sts: STSClient, limitMs: number, signal: AbortSignal): Promise<AccountId> {
  const action = "sts:GetCallerIdentity";
  const output = await callAws({ action, limitMs, signal }, (abortSignal) =>
    sts.send(new GetCallerIdentityCommand({}), { abortSignal }),
  );
  const account = parseAccountId(output.Account ?? "");
  if (account === undefined)
    throw new AwsError("unexpected", { code: "no-account", title: `${action} named no account.`, action }, null);
  return account;
}
