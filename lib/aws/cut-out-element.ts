import "server-only";

/** Innermost in the SDK's deserialize step: what comes from the wire passes here first. */
export const CUT_OUT = { name: "cutOutElement", step: "deserialize", priority: "low" } as const;

/**
 * SDK middleware that takes one element out of a good XML answer before the SDK reads it. The SDK still reads the rest
 * (request id, page token) and every error; the element goes to `onElement` as text.
 * Throws SyntaxError for an answer without the element: that is no empty list, but something else altogether.
 */
export function cutOutElement(name: string, onElement: (element: string) => void) {
  return <Args, Result extends { response: unknown }>(next: (args: Args) => Promise<Result>): ((args: Args) => Promise<Result>) =>
    async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!isHttpResponse(response) || response.statusCode !== 200) return result;
      const text = await readText(response.body);
      const { before, element, after } = cut(text, name);
      onElement(element);
      response.body = new TextEncoder().encode(before + after);
      return result;
    };
}

/** AWS sends the element once, and nothing inside it has its name. */
function cut(text: string, name: string): { before: string; element: string; after: string } {
  const close = `</${name}>`;
  const from = text.search(new RegExp(`<${name}\\s*/?>`));
  const gap = text.indexOf(">", from) + 1;
  const to = text[gap - 2] === "/" ? gap : text.lastIndexOf(close) + close.length;
  if (from === -1 || to < gap) throw new SyntaxError(`The answer has no <${name}>.`);
  return { before: text.slice(0, from), element: text.slice(from, to), after: text.slice(to) };
}

type HttpResponse = { statusCode: number; body: unknown };

function isHttpResponse(value: unknown): value is HttpResponse {
  return typeof value === "object" && value !== null && "statusCode" in value && "body" in value;
}

/** Chunks of the connection, in order; decoded in one go, because a character can lie across two of them. */
async function readText(body: unknown): Promise<string> {
  if (!isByteStream(body)) throw new TypeError("The SDK handed on an answer without a stream.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}
