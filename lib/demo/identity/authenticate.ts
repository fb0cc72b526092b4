import { commonError } from "../common-errors.ts";
import type { Exchange } from "../protocol/exchange.ts";
import type { Service } from "../protocol/service.ts";
import { readSigningTime, type SignatureClaim, verifySignature } from "../protocol/sigv4.ts";
import type { AccessKeys } from "./access-keys.ts";
import type { Caller } from "./caller.ts";

/** AWS's tolerance between the signer's clock and its own (AWS, "Troubleshoot Signature Version 4"). */
const TOLERANCE_MS = 15 * 60_000;

const REQUIRED_HEADERS = ["host", "x-amz-date"];

type Signed = { exchange: Exchange; claim: SignatureClaim; service: Service };

/** The caller of a signed request, or AWS's refusal thrown: key, token, clock, expiry and signature are all looked at. */
export function authenticate({ exchange, claim, service }: Signed, keys: AccessKeys, nowMs: number): Caller {
  for (const name of REQUIRED_HEADERS) {
    if (!claim.signedHeaders.includes(name)) {
      throw commonError(service, "incomplete-signature", `'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
    }
  }
  const key = keys.find(claim.accessKeyId);
  const token = exchange.headers["x-amz-security-token"];
  if (!key || token !== key.session?.token) throw commonError(service, "unknown-key");
  checkClock(service, exchange, claim, nowMs);
  if (!verifySignature(exchange, claim, key.secretAccessKey)) throw commonError(service, "wrong-signature");
  if (key.session && key.session.expiresMs <= nowMs) throw commonError(service, "expired");
  return key.caller;
}

function checkClock(service: Service, exchange: Exchange, claim: SignatureClaim, nowMs: number): void {
  const stated = exchange.headers["x-amz-date"] ?? "";
  const signedMs = readSigningTime(exchange);
  if (signedMs === undefined || !stated.startsWith(claim.date)) {
    throw commonError(service, "incomplete-signature", "Date in Credential scope does not match YYYYMMDD from ISO-8601 version.");
  }
  if (Math.abs(signedMs - nowMs) > TOLERANCE_MS) {
    throw commonError(service, "clock", `${stated} is more than 15 minutes from ${new Date(nowMs).toISOString()}`);
  }
}
