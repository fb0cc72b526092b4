import "server-only";
import type { WebhookConfig } from "#lib/config/config.ts";
import { signPayload } from "./sign-payload.ts";

/** One payload for one receiver. */
export type Parcel = { id: string; event: string; body: string };

/** What came of one attempt. `status` null: there was no answer. `gone`: the receiver wants nothing more (410). */
export type Delivery = { ok: boolean; status: number | null; gone: boolean; detail: string; ms: number };

const LIMIT_MS = 10_000;
/** Answers can hold anything; more of them than this is neither read nor kept. */
const DETAIL_LENGTH = 200;

/**
 * Sends a payload once, signed at `now`. A status of 200 to 299 within 10 seconds is success, anything else is not;
 * a redirect is not followed: it could lead to where the configuration never pointed. Does not throw.
 */
export async function deliver(
  { url, secret }: Pick<WebhookConfig, "url" | "secret">,
  { id, event, body }: Parcel,
  { now = new Date(), limitMs = LIMIT_MS }: { now?: Date; limitMs?: number } = {},
): Promise<Delivery> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const began = performance.now();
  const outcome = (rest: Omit<Delivery, "ms">): Delivery => ({ ...rest, ms: Math.round(performance.now() - began) });
  const { address, authorization } = splitUrl(url);
  try {
    const response = await fetch(address, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Cado-Reach",
        "X-Cado-Reach-Event": event,
        "X-Cado-Reach-Delivery": id,
        "X-Cado-Reach-Timestamp": timestamp,
        "X-Cado-Reach-Signature": signPayload(secret, timestamp, body),
        ...(authorization !== null && { Authorization: authorization }),
      },
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(limitMs),
    });
    const { ok, status } = response;
    const said = await readSome(response);
    const moved = status >= 300 && status < 400 ? "It redirects elsewhere; redirects are not followed." : "";
    return outcome({ ok, status, gone: status === 410, detail: moved || said });
  } catch (error) {
    return outcome({ ok: false, status: null, gone: false, detail: whatWentWrong(error, limitMs) });
  }
}

/** `fetch` refuses an address with a user in it; HTTP has a header for that. */
function splitUrl(url: string): { address: string; authorization: string | null } {
  const parsed = new URL(url);
  const { username, password } = parsed;
  if (username === "" && password === "") return { address: url, authorization: null };
  parsed.username = "";
  parsed.password = "";
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { address: parsed.href, authorization: `Basic ${Buffer.from(user).toString("base64")}` };
}

/** The beginning of an answer as one line of text. */
async function readSome(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= DETAIL_LENGTH) break;
  }
  return cleanText(text);
}

function whatWentWrong(error: unknown, limitMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `No answer within ${limitMs / 1000} seconds.`;
  const cause = error instanceof Error ? error.cause : undefined;
  // Not the message: it can repeat the address.
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return `No connection: ${cause.code}.`;
  return "No connection.";
}

/** No control characters: the text goes into logs and onto screens. */
function cleanText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, DETAIL_LENGTH);
}
