import "server-only";
import type { Problem } from "#lib/domain/problem.ts";

export type JsonBody = { ok: true; value: unknown } | { ok: false; problem: Problem & { status: number } };

/** A request's body as JSON, of at most `maxBytes`; what is larger is not read to its end (413), what is not JSON is 400. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<JsonBody> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      return { ok: false, problem: { status: 413, code: "too-large", title: `The request is larger than ${maxBytes} bytes.` } };
    }
    text += decoder.decode(chunk, { stream: true });
  }
  try {
    return { ok: true, value: JSON.parse(text + decoder.decode()) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : "";
    return { ok: false, problem: { status: 400, code: "not-json", title: "The body is not valid JSON.", detail } };
  }
}
