import { createHmac, createSecretKey, hash, timingSafeEqual } from "node:crypto";
import type { Exchange } from "./exchange.ts";

/** What an `Authorization: AWS4-HMAC-SHA256 …` header says. */
export type SignatureClaim = {
  accessKeyId: string;
  /** `YYYYMMDD` */
  date: string;
  region: string;
  service: string;
  signedHeaders: readonly string[];
  /** 64 hex digits. */
  signature: string;
};

const SCHEME = "AWS4-HMAC-SHA256";
const CREDENTIAL = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;

/** Reads the header; undefined where it is not a complete version 4 signature. */
export function parseAuthorization(header: string): SignatureClaim | undefined {
  if (!header.startsWith(`${SCHEME} `)) return undefined;
  const parts = new Map<string, string>();
  for (const part of header.slice(SCHEME.length).split(",")) {
    const at = part.indexOf("=");
    if (at > 0) parts.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const [, accessKeyId, date, region, service] = CREDENTIAL.exec(parts.get("Credential") ?? "") ?? [];
  const signature = parts.get("Signature") ?? "";
  const signedHeaders = (parts.get("SignedHeaders") ?? "").split(";").filter((name) => name !== "");
  if (!accessKeyId || !date || !region || !service || !/^[0-9a-f]{64}$/.test(signature)) return undefined;
  return { accessKeyId, date, region, service, signedHeaders, signature };
}

/** The time that the request says it was signed at (`X-Amz-Date`, ISO 8601 basic), epoch milliseconds, or undefined. */
export function readSigningTime(exchange: Exchange): number | undefined {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(exchange.headers["x-amz-date"] ?? "") ?? [];
  const time = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * True where the request was signed as claimed with this secret key (AWS, "Create a signed AWS API request").
 * The body is always hashed: none of the services of the stand-in takes an unsigned one.
 */
export function verifySignature(exchange: Exchange, claim: SignatureClaim, secretAccessKey: string): boolean {
  const payloadHash = sha256(exchange.body);
  const stated = exchange.headers["x-amz-content-sha256"];
  if (stated !== undefined && stated !== payloadHash) return false;
  const canonicalRequest = [
    exchange.method,
    exchange.path,
    canonicalQuery(exchange.query),
    ...claim.signedHeaders.map((name) => `${name}:${(exchange.headers[name] ?? "").trim().replaceAll(/ +/g, " ")}`),
    "",
    claim.signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const toSign = [SCHEME, exchange.headers["x-amz-date"] ?? "", scope, sha256(canonicalRequest)].join("\n");
  const expected = hmac(signingKey(secretAccessKey, claim), toSign);
  return timingSafeEqual(expected, Buffer.from(claim.signature, "hex"));
}

function canonicalQuery(query: string): string {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => (part.includes("=") ? part : `${part}=`))
    .sort()
    .join("&");
}

/** Signing keys by what they are made of; each is good for a day, and forgotten when there are very many. */
const signingKeys = new Map<string, Buffer>();
const MOST_SIGNING_KEYS = 10_000;

function signingKey(secretAccessKey: string, { date, region, service }: SignatureClaim): Buffer {
  const name = [secretAccessKey, date, region, service].join(" ");
  const known = signingKeys.get(name);
  if (known) return known;
  const key = [date, region, service, "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
  if (signingKeys.size === MOST_SIGNING_KEYS) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

function hmac(key: Buffer, text: string): Buffer {
  // With the bytes themselves Node takes three times as long to see that they are no key object.
  return createHmac("sha256", createSecretKey(key)).update(text).digest();
}

function sha256(data: Buffer | string): string {
  return hash("sha256", data);
}
