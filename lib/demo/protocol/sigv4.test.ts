import { expect, test } from "vitest";
import type { Exchange } from "./exchange.ts";
import { parseAuthorization, verifySignature } from "./sigv4.ts";

// AWS's own Signature Version 4 test suite, case "get-vanilla".
const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
const EXCHANGE: Exchange = {
  method: "GET",
  path: "/",
  query: "",
  headers: { host: "example.amazonaws.com", "x-amz-date": "20150830T123600Z", authorization: AUTHORIZATION },
  body: Buffer.alloc(0),
};

function verify(exchange: Exchange, secret = SECRET): boolean {
  const claim = parseAuthorization(exchange.headers.authorization ?? "");
  return claim !== undefined && verifySignature(exchange, claim, secret);
}

test("accepts the signature of AWS's own test suite", () => {
  expect(verify(EXCHANGE)).toBe(true);
});

test.each([
  ["another secret", EXCHANGE, "not-the-secret"],
  ["another body", { ...EXCHANGE, body: Buffer.from("x") }, SECRET],
  ["another method", { ...EXCHANGE, method: "POST" }, SECRET],
  ["another path", { ...EXCHANGE, path: "/x" }, SECRET],
  ["another query", { ...EXCHANGE, query: "a=b" }, SECRET],
  ["another signed header", { ...EXCHANGE, headers: { ...EXCHANGE.headers, host: "example.com" } }, SECRET],
  [
    "a stated body hash that is not the body's",
    { ...EXCHANGE, headers: { ...EXCHANGE.headers, "x-amz-content-sha256": "0" } },
    SECRET,
  ],
])("refuses the signature with %s", (_, exchange, secret) => {
  expect(verify(exchange, secret)).toBe(false);
});

test.each([
  ["nothing", ""],
  ["another scheme", "Bearer x"],
  ["no credential", "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00"],
  ["a short scope", AUTHORIZATION.replace("/service/", "/")],
  ["a signature that is not hex", AUTHORIZATION.replace("5fa0", "zzzz")],
])("does not take %s for a signature", (_, header) => {
  expect(parseAuthorization(header)).toBeUndefined();
});
