import "server-only";
import { isWireAnswer, readBytes } from "./wire-answer.ts";

/** Innermost in the SDK's deserialize step: what comes from the wire passes here first. */
export const CUT_OUT = { name: "cutOut", step: "deserialize", priority: "low" } as const;

type OnElement = (element: Buffer) => void | Promise<void>;

/**
 * SDK middleware that takes one element out of a good XML answer before the SDK reads it. The SDK still reads the rest
 * (request id, page token) and every error; the element goes to `onElement` as bytes. Where that throws SyntaxError, or the
 * answer has no such element, the answer goes on to the SDK whole: the list is then in what the SDK answers.
 */
export function cutOutElement(name: string, onElement: OnElement) {
  return <Args, Result extends { response: unknown }>(next: (args: Args) => Promise<Result>): ((args: Args) => Promise<Result>) =>
    async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!isWireAnswer(response) || response.statusCode !== 200) return result;
      response.body = await without(await readBytes(response.body), name, onElement);
      return result;
    };
}

async function without(bytes: Buffer, name: string, onElement: OnElement): Promise<Uint8Array> {
  // AWS sends the element once, nothing inside it has its name, and without items it may be a single tag.
  const open = `<${name}>`;
  const close = `</${name}>`;
  const from = bytes.indexOf(open);
  const to = bytes.lastIndexOf(close) + close.length;
  if (from < 0 || to < from + open.length + close.length) return withoutEmpty(bytes, `<${name}/>`, onElement);
  return cutOut(bytes, from, to, onElement);
}

async function withoutEmpty(bytes: Buffer, tag: string, onElement: OnElement): Promise<Uint8Array> {
  const from = bytes.indexOf(tag);
  return from < 0 ? bytes : cutOut(bytes, from, from + tag.length, onElement);
}

async function cutOut(bytes: Buffer, from: number, to: number, onElement: OnElement): Promise<Uint8Array> {
  try {
    await onElement(bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return bytes;
  }
}
