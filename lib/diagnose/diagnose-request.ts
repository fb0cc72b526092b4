import "server-only";
import { z } from "zod";
import { type AccountId, parseAccountId } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";

type Refused = { ok: false; problem: Problem & { status: number } };

/** Texts are cut by the parser where they are long; this only keeps a request from filling the memory. */
const MAX_BYTES = 20_000_000;
/** AWS's limit for EncodedMessage (STS API reference). */
const MAX_ENCODED = 10_240;

const Text = z.strictObject({ text: z.string() });
const Encoded = z.strictObject({
  encodedMessage: z.string().min(1).max(MAX_ENCODED),
  account: z
    .string()
    .transform((text, context) => {
      const account = parseAccountId(text);
      if (account === undefined) context.addIssue({ code: "custom", message: "has to be 12 digits" });
      return account ?? z.NEVER;
    })
    .exactOptional(),
});

/** Reads `{text}` of POST /api/diagnose. */
export async function readDiagnoseRequest(request: Request): Promise<{ ok: true; text: string } | Refused> {
  const read = await readBody(request, Text, 'Send {"text": "…"}.');
  return read.ok ? { ok: true, text: read.body.text } : read;
}

/** Reads `{encodedMessage, account?}` of POST /api/diagnose/decode. */
export async function readDecodeRequest(
  request: Request,
): Promise<{ ok: true; asked: { encodedMessage: string; account: AccountId | null } } | Refused> {
  const read = await readBody(
    request,
    Encoded,
    'Send {"encodedMessage": "…", "account": "111111111111"}; the account can be left out.',
  );
  if (!read.ok) return read;
  return { ok: true, asked: { encodedMessage: read.body.encodedMessage, account: read.body.account ?? null } };
}

async function readBody<T>(request: Request, schema: z.ZodType<T>, title: string): Promise<{ ok: true; body: T } | Refused> {
  const json = await readJsonBody(request, MAX_BYTES);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, body: parsed.data };
  const detail = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; ");
  return { ok: false, problem: { status: 400, code: "bad-request", title, detail, remedy: "See docs/api.md." } };
}
