import type { Service } from "./protocol/service.ts";
import { ServiceError } from "./service-error.ts";

/** The refusals that every service has, each service in its own code, words and status. */
export type CommonErrorKind =
  | "unsigned"
  | "incomplete-signature"
  | "wrong-signature"
  | "clock"
  | "unknown-key"
  | "expired"
  | "unknown-region"
  | "region-disabled"
  | "throttled"
  | "unknown-operation"
  | "internal";

type Make = (detail: string) => ServiceError;

const INVALID_TOKEN = "The security token included in the request is invalid.";
const EXPIRED_TOKEN = "The security token included in the request is expired";
const WRONG_SIGNATURE =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const EC2_AUTH_FAILURE = "AWS was not able to validate the provided access credentials";

const fixed =
  (code: string, message: string, status: number): Make =>
  () =>
    new ServiceError(code, message, status);
const detailed =
  (code: string, words: (detail: string) => string, status: number): Make =>
  (detail) =>
    new ServiceError(code, words(detail), status);

const invalidAction = detailed("InvalidAction", (name) => `The action ${name} is not valid for this web service.`, 400);
const badRegion = (name: string) => `Credential should be scoped to a valid region, not '${name}'.`;
const signatureExpired = (detail: string) => `Signature expired: ${detail}`;

/** STS and IAM speak with one voice: their front end is the same (AWS, common errors of both services). */
const AWS_QUERY: Readonly<Record<CommonErrorKind, Make>> = {
  unsigned: fixed("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
  "incomplete-signature": detailed("IncompleteSignature", (detail) => detail, 400),
  "wrong-signature": fixed("SignatureDoesNotMatch", WRONG_SIGNATURE, 403),
  clock: detailed("SignatureDoesNotMatch", signatureExpired, 403),
  "unknown-key": fixed("InvalidClientTokenId", INVALID_TOKEN, 403),
  expired: fixed("ExpiredToken", EXPIRED_TOKEN, 403),
  "unknown-region": detailed("SignatureDoesNotMatch", badRegion, 403),
  "region-disabled": fixed("InvalidClientTokenId", INVALID_TOKEN, 403),
  throttled: fixed("Throttling", "Rate exceeded", 400),
  "unknown-operation": invalidAction,
  internal: detailed("ServiceFailure", (detail) => detail, 500),
};

/** Codes and meanings: EC2 API reference, "Error codes"; AWS General Reference, common errors. */
const ERRORS: Readonly<Record<Service, Readonly<Record<CommonErrorKind, Make>>>> = {
  ec2: {
    unsigned: fixed("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
    "incomplete-signature": detailed("IncompleteSignature", (detail) => detail, 400),
    "wrong-signature": fixed("SignatureDoesNotMatch", WRONG_SIGNATURE, 403),
    clock: fixed("RequestExpired", "Request has expired.", 400),
    "unknown-key": fixed("AuthFailure", EC2_AUTH_FAILURE, 401),
    expired: fixed("RequestExpired", "Request has expired.", 400),
    "unknown-region": detailed("AuthFailure", badRegion, 401),
    "region-disabled": fixed(
      "OptInRequired",
      "You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.",
      403,
    ),
    throttled: fixed("RequestLimitExceeded", "Request limit exceeded.", 503),
    "unknown-operation": invalidAction,
    internal: detailed("InternalError", (detail) => detail, 500),
  },
  ssm: {
    unsigned: fixed("MissingAuthenticationTokenException", "Missing Authentication Token", 400),
    "incomplete-signature": detailed("IncompleteSignatureException", (detail) => detail, 400),
    "wrong-signature": fixed("InvalidSignatureException", WRONG_SIGNATURE, 400),
    clock: detailed("InvalidSignatureException", signatureExpired, 400),
    "unknown-key": fixed("UnrecognizedClientException", INVALID_TOKEN, 400),
    expired: fixed("ExpiredTokenException", EXPIRED_TOKEN, 400),
    "unknown-region": detailed("InvalidSignatureException", badRegion, 400),
    "region-disabled": fixed("UnrecognizedClientException", INVALID_TOKEN, 400),
    throttled: fixed("ThrottlingException", "Rate exceeded", 400),
    "unknown-operation": fixed("UnknownOperationException", "The requested operation is not recognized by the service.", 400),
    internal: detailed("InternalServerError", (detail) => detail, 500),
  },
  sts: AWS_QUERY,
  iam: AWS_QUERY,
};

/** The refusal of that kind as that service says it. */
export function commonError(service: Service, kind: CommonErrorKind, detail = ""): ServiceError {
  return ERRORS[service][kind](detail);
}
