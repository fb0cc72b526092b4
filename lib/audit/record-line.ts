import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { parseJson } from "./parse-json.ts";
import type { FoundRecord, UnreadableRecord } from "./verify-chain.ts";

/**
 * A record as a line of an export, without the line's end: an `AuditRecord` as JSON. The members before `body` are the
 * body's own, to the letter.
 */
export function toRecordLine({ body, prevHash, hash }: Pick<FoundRecord, "body" | "prevHash" | "hash">): string {
  return `${body.slice(0, -1)}${BODY}${JSON.stringify(body)},"prevHash":"${prevHash}","hash":"${hash}"}`;
}

/** Reads such a line. One that another program has written anew (spaces, order of members) is read too, and is slower. */
export function parseRecordLine(line: string): FoundRecord | UnreadableRecord {
  return readAsWritten(line) ?? readAsJson(line);
}

const BODY = ',"body":';
const TAIL = /^,"prevHash":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}$/;
const TAIL_LENGTH = ',"prevHash":"","hash":""}'.length + 2 * 64;
const HEAD = /^\{"seq":(\d{1,15}),"at":"([^"\\]+)","entry":\{/;

/** A line exactly as `toRecordLine` writes it holds the body twice: comparing the two costs a fifth of parsing both. */
function readAsWritten(line: string): FoundRecord | undefined {
  const tail = TAIL.exec(line.slice(-TAIL_LENGTH));
  const head = HEAD.exec(line);
  const at = line.indexOf(`${BODY}"`);
  if (tail?.[1] === undefined || tail[2] === undefined || head?.[2] === undefined || at < 0) return undefined;
  const body = `${line.slice(0, at)}}`;
  if (JSON.stringify(body) !== line.slice(at + BODY.length, -TAIL_LENGTH)) return undefined;
  return { seq: Number(head[1]), at: head[2], body, prevHash: tail[1], hash: tail[2], differs: null };
}

const Line = z.strictObject({
  seq: z.number(),
  at: z.string(),
  entry: z.record(z.string(), z.unknown()),
  body: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});

function readAsJson(line: string): FoundRecord | UnreadableRecord {
  const { data } = Line.safeParse(parseJson(line));
  if (data === undefined) return { unreadable: "it is not an audit record" };
  const { entry, ...found } = data;
  const body = parseJson(found.body);
  if (typeof body !== "object" || body === null || !("entry" in body)) return { unreadable: "its text is not that of a record" };
  return { ...found, differs: isDeepStrictEqual(body.entry, entry) ? null : "entry" };
}
