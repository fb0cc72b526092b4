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

/**
 * Credentials that are kept while they are good. `memoized` tells the SDK's clients to ask every time and keep nothing
 * themselves: what they keep without an expiry they keep for life.
 */
export type KeptCredentials = CredentialSource & {
  memoized: true;
  /** AWS did not accept these: where they are still the ones that are kept, the next call gets others. */
  refused(credentials: Pick<AwsCredentials, "accessKeyId" | "sessionToken">): void;
};

/** `sessionPolicy`, where given, is what the session can do at most (JSON text). */
export type AssumedRole = { account: string; roleArn: string; externalId: string | null; sessionPolicy?: string };

const SESSION_NAME = "cado-reach";
/** Well before the end, so that a call that has just begun does not outlive its credentials. */
const REFRESH_BEFORE_MS = 5 * 60_000;

/**
 * Credentials of an assumed role: one AssumeRole for all regions of the account, again five minutes before they expire,
 * and after AWS has refused them.
 */
export function assumedRoleCredentials(sts: STSClient, role: AssumedRole, limitMs: number): KeptCredentials {
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

/**
 * The SDK's own chain (environment, shared files, SSO, container, instance role), asked once and kept until it expires or
 * AWS refuses it: somebody may have signed in again since.
 */
export function currentCredentials(chain: CredentialSource): KeptCredentials {
  return keptUntilExpiry(async () => {
    try {
      return await chain();
    } catch (error) {
      throw toAwsError(error, { action: "sts:GetCallerIdentity" });
    }
  });
}

/** One request at a time, its answer kept while it is good. A failure is not kept: the next call tries again. */
function keptUntilExpiry(load: CredentialSource): KeptCredentials {
  let kept: Promise<AwsCredentials> | undefined;
  let loaded: AwsCredentials | undefined;
  const source = (): Promise<AwsCredentials> => {
    if (kept && !(loaded && isAboutToExpire(loaded))) return kept;
    loaded = undefined;
    kept = load().then(
      (credentials) => {
        loaded = credentials;
        return credentials;
      },
      (error: unknown) => {
        kept = undefined;
        throw error;
      },
    );
    return kept;
  };
  const refused: KeptCredentials["refused"] = ({ accessKeyId, sessionToken }) => {
    // Many calls are refused at once; what one of them has had renewed since is not theirs to throw away.
    if (loaded?.accessKeyId === accessKeyId && loaded.sessionToken === sessionToken) kept = undefined;
  };
  return Object.assign(source, { memoized: true, refused } as const);
}

function isAboutToExpire({ expiration }: AwsCredentials): boolean {
  return expiration !== undefined && Date.now() >= expiration.getTime() - REFRESH_BEFORE_MS;
}
