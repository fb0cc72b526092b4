import "server-only";
import { DecodeAuthorizationMessageCommand } from "@aws-sdk/client-sts";
import type { AccountId } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { AwsAccess } from "./aws-access.ts";
import { type AwsCallPlace, toProblem } from "./aws-problem.ts";
import { callAws } from "./call-aws.ts";

export type DecodedMessage = { ok: true; text: string } | { ok: false; problem: Problem };

const ACTION = "sts:DecodeAuthorizationMessage";

/**
 * What an encoded message of an EC2 denial says, as AWS's JSON text. AWS decodes a message only for the account whose
 * request was denied, for a caller who may use sts:DecodeAuthorizationMessage there.
 */
export async function decodeAuthorizationMessage(
  access: AwsAccess,
  { account, encodedMessage }: { account: AccountId | null; encodedMessage: string },
  signal: AbortSignal,
): Promise<DecodedMessage> {
  const sts = account === null ? access.sts : access.stsOf(account);
  const place: AwsCallPlace = { action: ACTION, ...(account === null ? {} : { account }) };
  try {
    const output = await callAws({ ...place, limitMs: access.limits.callMs, signal }, (abortSignal) =>
      sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: encodedMessage }), { abortSignal }),
    );
    return { ok: true, text: output.DecodedMessage ?? "" };
  } catch (error) {
    return { ok: false, problem: toProblem(error, place) };
  }
}
