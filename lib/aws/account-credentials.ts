import "server-only";
import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import { type AwsCallPlace, AwsError, toAwsError } from "./aws-problem.ts";
import { callAws } from "./call-aws.ts";

/** Credentials as the SDK's clients take them. */
export type AwsCredentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
};

export type CredentialSource = () => Promise<AwsCredentials>;

/** `sessionPolicy`, where given, is what the session can do at most (JSON text). */
export type AssumedRole = { account: string; roleArn: string; externalId: string | null; sessionPolicy?: string };

const SESSION_NAME = "cado-reach";
/** Well before the end, so that a call that has just begun does not outlive its credentials. */
const REFRESH_BEFORE_MS = 5 * 60_000;

/** Credentials of an assumed role: one AssumeRole for all regions of the account, again five minutes before they expire. */
export function assumedRoleCredentials(sts: STSClient, role: AssumedRole, limitMs: number): CredentialSource {
  return keptUntilExpiry(async () => {
    const place: AwsCallPlace = { action: "sts:AssumeRole", account: role.account };
    const output = await callAws({ ...place, limitMs, signal: new AbortController().signal }, (abortSignal) =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn: role.roleArn,
          RoleSessionName: SESSION_NAME,
          ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
          ...(role.sessionPolicy === undefined ? {} : { Policy: role.sessionPolicy }),
        }),
        { abortSignal },
      ),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = output.Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
      throw new AwsError(
        "unexpected",
        { code: "no-credentials", title: "AssumeRole answered without credentials.", ...place },
        null,
      );
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(Expiration ? { expiration: Expiration } : {}),
    };
  });
}

/** The SDK's own chain (environment, shared files, SSO, container, instance role), asked once and kept until it expires. */
export function currentCredentials(chain: CredentialSource): CredentialSource {
  return keptUntilExpiry(async () => {
    try {
      return await chain();
    } catch (error) {
      throw toAwsError(error, { action: "sts:GetCallerIdentity" });
    }
  });
}

/** One request at a time, its answer kept while it is good. A failure is not kept: the next call tries again. */
function keptUntilExpiry(load: CredentialSource): CredentialSource {
  let kept: Promise<AwsCredentials> | undefined;
  let goodUntilMs = Number.POSITIVE_INFINITY;
  return () => {
    if (kept && Date.now() < goodUntilMs) return kept;
    goodUntilMs = Number.POSITIVE_INFINITY;
    kept = load().then(
      (credentials) => {
        goodUntilMs = (credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - REFRESH_BEFORE_MS;
        return credentials;
      },
      (error: unknown) => {
        kept = undefined;
        throw error;
      },
    );
    return kept;
  };
}
