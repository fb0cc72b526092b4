import "server-only";
import { isWireAnswer, readText } from "./wire-answer.ts";

/** Innermost in the SDK's deserialize step: what comes from the wire passes here first. */
export const CUT_OUT = { name: "cutOut", step: "deserialize", priority: "low" } as const;

/**
 * SDK middleware that takes one element out of a good XML answer before the SDK reads it. The SDK still reads the rest
 * (request id, page token) and every error; the element goes to `onElement` as text. Where that throws SyntaxError, or the
 * answer has no such element, the answer goes on to the SDK whole, and `onElement`'s caller has what the SDK reads.
 */
export function cutOutElement(name: string, onElement: (element: string) => void | Promise<void>) {
  return <Args, Result extends { response: unknown }>(next: (args: Args) => Promise<Result>): ((args: Args) => Promise<Result>) =>
    async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!isWireAnswer(response) || response.statusCode !== 200) return result;
      const text = await readText(response.body);
      response.body = new TextEncoder().encode(await without(text, name, onElement));
      return result;
    };
}

async function without(text: string, name: string, onElement: (element: string) => void | Promise<void>): Promise<string> {
  try {
    const { before, element, after } = cut(text, name);
    await onElement(element);
    return before + after;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text;
  }
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
