import "server-only";
import { createHmac } from "node:crypto";

/**
 * The value of `X-Cado-Reach-Signature`: HMAC-SHA-256 of `TIMESTAMP.BODY` under the receiver's secret, in hexadecimal. The
 * time (whole epoch seconds) is signed too, so that a receiver can refuse what somebody recorded and sends again.
 */
export function signPayload(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
