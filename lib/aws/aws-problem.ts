import "server-only";
import type { Problem } from "#lib/domain/problem.ts";

/** What was asked for when an error came: the action in IAM spelling (`ec2:DescribeInstances`), and where. */
export type AwsCallPlace = { action: string; account?: string; region?: string };

export const FAULTS = [
  "denied",
  "credentials",
  "region-disabled",
  "throttled",
  "unsupported",
  "timeout",
  "network",
  "server",
  "stopped",
  "rejected",
  "unexpected",
] as const;

/**
 * - `denied`: AWS said no to this caller. `credentials`: missing, expired or not valid. `region-disabled`: not opted in.
 * - `throttled`: too many requests, past our patience. `unsupported`: the endpoint does not know the operation or parameter.
 * - `timeout`, `network`, `server`: nothing wrong with the request. `stopped`: we gave up because we were told to.
 * - `rejected`: AWS did not accept the request as it was (a missing id, a limit, …).
 * - `unexpected`: not an answer of AWS and not a failure of the network.
 */
export type AwsFault = (typeof FAULTS)[number];

/** An AWS call that failed, with everything a gap or an outcome has to say about it. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly fault: AwsFault;
  readonly problem: Problem;

  constructor(fault: AwsFault, problem: Problem, cause: unknown) {
    super(problem.title, { cause });
    this.fault = fault;
    this.problem = problem;
  }
}

/** The problem in words. An error that names an earlier call (AssumeRole under DescribeInstances) keeps its own place. */
export function toProblem(error: unknown, place: AwsCallPlace): Problem {
  return toAwsError(error, place).problem;
}

/** Wraps whatever an SDK call threw. Goes by the error's name: the SDK's classes are not the same in every bundle. */
export function toAwsError(error: unknown, place: AwsCallPlace): AwsError {
  const earlier = findAwsError(error);
  if (earlier) return earlier;
  const facts = readFacts(error);
  const fault = faultOf(facts);
  const { title, remedy } = WORDS[fault](place);
  const problem: Problem = { code: fault === "unexpected" ? "unexpected" : facts.name, title, action: place.action };
  if (remedy) problem.remedy = remedy;
  if (facts.message && fault !== "unexpected" && !SECRETIVE.has(facts.name)) problem.detail = facts.message;
  if (place.account) problem.account = place.account;
  if (place.region) problem.region = place.region;
  if (facts.requestId) problem.requestId = facts.requestId;
  return new AwsError(fault, problem, error);
}

/** The AwsError that an error is, or that the SDK has wrapped. */
function findAwsError(error: unknown): AwsError | undefined {
  for (let at = error, depth = 0; depth < 5 && at instanceof Error; at = at.cause, depth += 1) {
    if (at.name === "AwsError" && "fault" in at && "problem" in at) return asAwsError(at);
  }
  return undefined;
}

/** Only AwsError has this name together with these members; another bundle's class of it is the same shape. */
function asAwsError(error: Error): AwsError {
  return error as AwsError;
}

type ErrorFacts = { name: string; message: string; status: number; requestId: string; systemCode: string };

function readFacts(error: unknown): ErrorFacts {
  const facts = { name: "unknown", message: "", status: 0, requestId: "", systemCode: "" };
  if (!(error instanceof Error)) return facts;
  facts.name = error.name;
  // What EC2 encodes tells people nothing until it is decoded, and is longer than everything else.
  facts.message = error.message.replace(/\.? Encoded authorization failure message: [\w-]+/, "").slice(0, 2000);
  if ("code" in error && typeof error.code === "string") facts.systemCode = error.code;
  if ("$metadata" in error && typeof error.$metadata === "object" && error.$metadata !== null) {
    const metadata = error.$metadata;
    if ("httpStatusCode" in metadata && typeof metadata.httpStatusCode === "number") facts.status = metadata.httpStatusCode;
    if ("requestId" in metadata && typeof metadata.requestId === "string") facts.requestId = metadata.requestId;
  }
  // A refused or unresolved connection has no name of its own; AggregateError stands for several addresses tried.
  if ((facts.name === "Error" || facts.name === "AggregateError") && facts.systemCode !== "") facts.name = facts.systemCode;
  return facts;
}

const NAMES_BY_FAULT: Partial<Record<AwsFault, readonly string[]>> = {
  denied: ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "NotAuthorized"],
  credentials: [
    "CredentialsProviderError",
    "TokenProviderError",
    "ExpiredToken",
    "ExpiredTokenException",
    "RequestExpired",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "AuthFailure",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "IncompleteSignatureException",
  ],
  "region-disabled": ["OptInRequired", "RegionDisabledException"],
  throttled: [
    "RequestLimitExceeded",
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "TooManyRequestsException",
    "EC2ThrottledException",
    "TooManyUpdates",
  ],
  unsupported: ["InvalidAction", "UnknownOperationException", "UnknownOperation", "UnknownParameter", "NotImplemented"],
  timeout: ["TimeoutError", "ETIMEDOUT", "RequestTimeout", "RequestTimeoutException"],
  network: ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
  server: ["SyntaxError", "InternalError", "InternalFailure", "InternalServerError", "ServiceUnavailable", "Unavailable"],
  stopped: ["AbortError"],
};

const FAULT_BY_NAME = new Map(
  FAULTS.flatMap((fault) => (NAMES_BY_FAULT[fault] ?? []).map((name): [string, AwsFault] => [name, fault])),
);

/** Answers whose text can hold the request as it was signed, session token included. */
const SECRETIVE = new Set([
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
  "IncompleteSignature",
  "IncompleteSignatureException",
]);

function faultOf(facts: ErrorFacts): AwsFault {
  // Emulators answer 501 with a name of their own to what they have not built.
  if (facts.status === 501) return "unsupported";
  const byName = FAULT_BY_NAME.get(facts.name);
  if (byName) return byName;
  if (facts.status === 429) return "throttled";
  if (facts.status >= 500) return "server";
  if (facts.status === 403) return "denied";
  return facts.status >= 400 ? "rejected" : "unexpected";
}

const WORDS: Record<AwsFault, (place: AwsCallPlace) => { title: string; remedy?: string }> = {
  denied: ({ action }) => ({
    title: `AWS denied ${action}${DENIED_BY_TRUST.has(action) ? "" : " to Cado Reach's own credentials"}.`,
    remedy: DENIED_BY_TRUST.has(action)
      ? "Check that the role exists, that its trust policy names the current credentials, and that the ExternalId is the one it asks for."
      : `Allow ${action} in the policy of the role that Cado Reach uses, and look for a service control policy that denies it.`,
  }),
  credentials: () => ({
    title: "AWS did not accept the credentials: they are missing, expired or not valid.",
    remedy: "Sign in again (for instance `aws sso login`), or check AWS_PROFILE and the AWS_* variables, then refresh.",
  }),
  "region-disabled": ({ region }) => ({
    title: `The region ${region ?? ""} is not enabled in this account.`.replace("  ", " "),
    remedy: "Enable the region in the account's settings, or leave it out of the configuration.",
  }),
  throttled: ({ action }) => ({
    title: `AWS kept throttling ${action}.`,
    remedy: "Other tools in this account share the same limit. Refresh this part in a minute.",
  }),
  unsupported: ({ action }) => ({ title: `This endpoint does not know ${action}.`, remedy: "Check AWS_ENDPOINT_URL." }),
  timeout: ({ action, region }) => ({
    title: `${action} got no answer in time${region ? ` from ${region}` : ""}.`,
    remedy: "Check the network path to this region's endpoint, then refresh.",
  }),
  network: ({ action, region }) => ({
    title: `The endpoint for ${action}${region ? ` in ${region}` : ""} could not be reached.`,
    remedy: "Check the network, the proxy and AWS_ENDPOINT_URL, then refresh.",
  }),
  server: ({ action }) => ({
    title: `AWS failed to answer ${action}.`,
    remedy: "Refresh in a minute, or look at the AWS Health Dashboard.",
  }),
  stopped: () => ({ title: "Stopped before it was finished.", remedy: "Refresh to read it." }),
  rejected: ({ action }) => ({ title: `AWS rejected ${action}.` }),
  unexpected: ({ action }) => ({
    title: `${action} failed for a reason that Cado Reach does not know.`,
    remedy: "The server's log has it.",
  }),
};

/** Denied by a trust policy, or for lack of a permission of the caller; AWS's message does not tell which. */
const DENIED_BY_TRUST = new Set(["sts:AssumeRole"]);
