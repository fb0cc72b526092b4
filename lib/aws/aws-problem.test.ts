import { describe, expect, it } from "vitest";
import { AwsError, type AwsFault, toAwsError, toProblem } from "./aws-problem.ts";

const PLACE = { action: "ec2:DescribeInstances", account: "111111111111", region: "eu-west-1" };

function sdkError(name: string, status: number, message = "words of AWS"): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, requestId: "r-1" } });
}

function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

describe("toProblem", () => {
  it("keeps AWS's code, words and request id, and says what was asked for and where", () => {
    expect(toProblem(sdkError("UnauthorizedOperation", 403), PLACE)).toMatchObject({
      code: "UnauthorizedOperation",
      detail: "words of AWS",
      requestId: "r-1",
      ...PLACE,
    });
  });

  it.each<[Error, AwsFault]>([
    [sdkError("UnauthorizedOperation", 403), "denied"],
    [sdkError("AccessDeniedException", 400), "denied"],
    [sdkError("AccessDenied", 403), "denied"],
    [sdkError("SomethingNew", 403), "denied"],
    [sdkError("ExpiredToken", 403), "credentials"],
    [sdkError("ExpiredTokenException", 400), "credentials"],
    [sdkError("InvalidClientTokenId", 403), "credentials"],
    [sdkError("UnrecognizedClientException", 400), "credentials"],
    [sdkError("AuthFailure", 401), "credentials"],
    [Object.assign(new Error("none"), { name: "CredentialsProviderError" }), "credentials"],
    [sdkError("OptInRequired", 401), "region-disabled"],
    [sdkError("RequestLimitExceeded", 503), "throttled"],
    [sdkError("ThrottlingException", 400), "throttled"],
    [sdkError("SlowDownPlease", 429), "throttled"],
    [sdkError("InvalidAction", 400), "unsupported"],
    [sdkError("UnknownOperationException", 400), "unsupported"],
    [sdkError("InternalFailure", 501), "unsupported"],
    [Object.assign(new Error("late"), { name: "TimeoutError" }), "timeout"],
    [systemError("ECONNREFUSED"), "network"],
    [systemError("ENOTFOUND"), "network"],
    [systemError("ECONNRESET"), "network"],
    [sdkError("InternalError", 500), "server"],
    [sdkError("Whatever", 502), "server"],
    [new SyntaxError("Unexpected token < in JSON"), "server"],
    [Object.assign(new Error("Request aborted"), { name: "AbortError" }), "stopped"],
    [sdkError("InvalidInstanceID.NotFound", 400), "rejected"],
    [new TypeError("x is undefined"), "unexpected"],
  ])("knows %s for %s", (error, fault) => {
    expect(toAwsError(error, PLACE).fault).toBe(fault);
  });

  it("keeps the place of an earlier call, also where the SDK has wrapped it", () => {
    const assume = new AwsError("denied", { code: "AccessDenied", title: "no", action: "sts:AssumeRole" }, null);
    const wrapped = new Error("could not sign", { cause: assume });
    expect(toProblem(wrapped, PLACE)).toBe(assume.problem);
  });

  it.each(["SignatureDoesNotMatch", "InvalidSignatureException"])(
    "never repeats the words of %s, which can hold the session token",
    (name) => {
      expect(JSON.stringify(toProblem(sdkError(name, 403, "x-amz-security-token:SECRET"), PLACE))).not.toContain("SECRET");
    },
  );

  it("never repeats the words of an error that is not AWS's", () => {
    expect(JSON.stringify(toProblem(new TypeError("secret path"), PLACE))).not.toContain("secret path");
  });

  it.each([undefined, null, "text", 7])("makes a problem of %s", (thrown) => {
    expect(toAwsError(thrown, PLACE).fault).toBe("unexpected");
  });
});
