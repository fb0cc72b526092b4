import type { PolicyJson } from "../estate/roles/role-record.ts";

/** Who signed a request. */
export type Caller = {
  account: string;
  /** As GetCallerIdentity and AWS's refusals name the caller: `…:user/NAME` or `…:assumed-role/ROLE/SESSION`. */
  arn: string;
  /** `aws:userid`: `AIDA…`, or `AROA…:SESSION`. */
  userId: string;
  /** `aws:PrincipalArn`: for a session the role's ARN. */
  principalArn: string;
  identity:
    | { kind: "user"; name: string; administrator: boolean }
    | { kind: "session"; roleName: string; sessionPolicy: PolicyJson | null };
};

/** An access key and who uses it. Session keys come with a token and end. */
export type AccessKey = {
  accessKeyId: string;
  secretAccessKey: string;
  session: { token: string; expiresMs: number } | null;
  caller: Caller;
};
