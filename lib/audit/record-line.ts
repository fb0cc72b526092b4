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
const PREV_HASH = ',"prevHash":"';
const HASH = '","hash":"';
const END = '"}';
const HASH_LENGTH = 64;
const TAIL_LENGTH = PREV_HASH.length + HASH.length + END.length + 2 * HASH_LENGTH;
const HEAD = /^\{"seq":(\d{1,15}),"at":"([^"\\]+)","entry":\{/;

/** A line exactly as `toRecordLine` writes it holds the body twice: comparing the two costs a fifth of parsing both. */
function readAsWritten(line: string): FoundRecord | undefined {
  const head = HEAD.exec(line);
  const bodyAt = line.indexOf(`${BODY}"`);
  const tailAt = line.length - TAIL_LENGTH;
  const prevHashAt = tailAt + PREV_HASH.length;
  const hashAt = prevHashAt + HASH_LENGTH + HASH.length;
  if (head?.[2] === undefined || bodyAt < 0 || !line.startsWith(PREV_HASH, tailAt)) return undefined;
  if (!line.startsWith(HASH, hashAt - HASH.length) || !line.endsWith(END)) return undefined;
  const body = `${line.slice(0, bodyAt)}}`;
  if (JSON.stringify(body) !== line.slice(bodyAt + BODY.length, tailAt)) return undefined;
  const prevHash = line.slice(prevHashAt, prevHashAt + HASH_LENGTH);
  return { seq: Number(head[1]), at: head[2], body, prevHash, hash: line.slice(hashAt, hashAt + HASH_LENGTH), differs: null };
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
