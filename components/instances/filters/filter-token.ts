import type { Filter } from "#lib/inventory/view.ts";
import { findFieldByWord, tagField, tagKeyOf, wordOf } from "./instance-fields.ts";

/**
 * A filter as people type it and as the URL carries it: `region = eu-west-1, us-east-1`, `tag env != prod`,
 * `name : web`, `owner missing`. A value or tag key that would be misread stands in double quotes, a quote inside doubled.
 */
export type Token =
  | { kind: "filter"; filter: Filter }
  /** Begins like a filter, and is not finished: nothing to search for yet. */
  | { kind: "unfinished"; field: string; op: Filter["op"] | null; partial: string }
  | { kind: "text" };

const OPS: readonly (readonly [sign: string, op: Filter["op"]])[] = [
  ["!=", "is-not"],
  ["!:", "not-contains"],
  ["=", "is"],
  [":", "contains"],
];
const SIGN_OF: ReadonlyMap<string, string> = new Map(OPS.map(([sign, op]) => [op, sign]));

/** Reads what stands in the search box. Anything that does not begin with a known field is text to search for. */
export function parseToken(input: string): Token {
  const subject = readSubject(input.trimStart());
  if (subject === null) return { kind: "text" };
  const rest = subject.rest.trim();
  if (rest === "exists" || rest === "missing") return { kind: "filter", filter: { field: subject.field, op: rest, values: [] } };
  const sign = OPS.find(([text]) => rest.startsWith(text));
  if (sign === undefined) {
    const asked = subject.spaced && (rest === "" || "exists".startsWith(rest) || "missing".startsWith(rest) || rest === "!");
    return asked ? { kind: "unfinished", field: subject.field, op: null, partial: rest } : { kind: "text" };
  }
  const [text, op] = sign;
  const partial = rest.slice(text.length).trim();
  const values = readValues(partial);
  if (values === null || values.length === 0) return { kind: "unfinished", field: subject.field, op, partial };
  return { kind: "filter", filter: { field: subject.field, op, values } };
}

/** The text of a filter; `parseToken` reads it back to the same filter. */
export function formatToken(filter: Filter): string {
  const key = tagKeyOf(filter.field);
  const subject = key === undefined ? (wordOf(filter.field) ?? filter.field) : `tag ${quoteWhere(/[\s"=!:]|^$/, key)}`;
  if (filter.op === "exists" || filter.op === "missing") return `${subject} ${filter.op}`;
  const values = filter.values.map((value) => quoteWhere(/[",]|^\s|\s$|^$/, value));
  return `${subject} ${SIGN_OF.get(filter.op) ?? "="} ${values.join(", ")}`;
}

type Subject = { field: string; rest: string; spaced: boolean };

function readSubject(input: string): Subject | null {
  const tag = /^tag(?::|\s+)/i.exec(input);
  if (tag !== null) return readTagKey(input.slice(tag[0].length));
  const word = /^[a-z][a-z-]*/i.exec(input)?.[0];
  const field = word === undefined ? undefined : findFieldByWord(word);
  if (word === undefined || field === undefined) return null;
  const rest = input.slice(word.length);
  if (rest !== "" && !/^(\s|=|!=|:|!:)/.test(rest)) return null;
  return { field: field.field, rest, spaced: /^\s/.test(rest) };
}

/** Tag keys may hold `:` and `=`; an unquoted key ends at a space, or at an `=` or `!=` that touches it. */
function readTagKey(input: string): Subject | null {
  const quoted = /^"((?:[^"]|"")*)"/.exec(input);
  if (quoted !== null) {
    const key = (quoted[1] ?? "").replaceAll('""', '"');
    return key === "" ? null : { field: tagField(key), rest: input.slice(quoted[0].length), spaced: true };
  }
  const bare = /^[^\s"=!]+/.exec(input)?.[0];
  if (bare === undefined) return null;
  const rest = input.slice(bare.length);
  return { field: tagField(bare), rest, spaced: /^\s/.test(rest) };
}

/** Comma-separated values; null while a quote is open. */
function readValues(input: string): string[] | null {
  const values: string[] = [];
  let rest = input;
  while (rest !== "") {
    const quoted = /^"((?:[^"]|"")*)"\s*(?:,\s*|$)/.exec(rest);
    if (quoted !== null) {
      values.push((quoted[1] ?? "").replaceAll('""', '"'));
      rest = rest.slice(quoted[0].length);
      continue;
    }
    if (rest.startsWith('"')) return null;
    const bare = /^([^,]*)(?:,\s*|$)/.exec(rest);
    const value = (bare?.[1] ?? "").trim();
    if (value !== "") values.push(value);
    rest = rest.slice(bare?.[0].length ?? rest.length);
  }
  return values;
}

function quoteWhere(hard: RegExp, text: string): string {
  return hard.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
