import type { FacetValue, Filter } from "#lib/inventory/view.ts";
import { formatToken, parseToken } from "./filter-token.ts";
import { INSTANCE_FIELDS, labelOf, tagKeyOf, wordOf } from "./instance-fields.ts";

/**
 * A way to go on from what stands in the search box: `text` takes its place; `done` where that makes a whole filter.
 * `count` is how many of the present rows it would find.
 */
export type Suggestion = { text: string; label: string; hint: string; count: number | null; done: boolean };

const MOST = 8;

/** Fields while a word is typed, values once a field is named. Nothing for an empty box or plain text. */
export function suggestFilters(
  input: string,
  tagKeys: readonly string[],
  facetOf: (field: string) => readonly FacetValue[],
): readonly Suggestion[] {
  const token = parseToken(input);
  if (token.kind === "filter" && token.filter.values.length !== 1) return [];
  if (token.kind === "filter") return valuesLike(token.filter.field, token.filter.op, token.filter.values[0] ?? "", facetOf);
  if (token.kind === "unfinished" && token.op !== null) return valuesLike(token.field, token.op, token.partial, facetOf);
  if (token.kind === "unfinished") return operators(token.field);
  return fieldsLike(input.trim(), tagKeys);
}

function valuesLike(
  field: string,
  op: Filter["op"],
  partial: string,
  facetOf: (field: string) => readonly FacetValue[],
): readonly Suggestion[] {
  if (op !== "is" && op !== "is-not") return [];
  const wanted = partial.replace(/^"/, "").toLowerCase();
  return facetOf(field)
    .filter(({ kind, value }) => kind === "value" && value.toLowerCase().includes(wanted))
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST)
    .map(({ value, count }) => ({
      text: formatToken({ field, op, values: [value] }),
      label: value === "" ? "(empty)" : value,
      hint: "",
      count,
      done: true,
    }));
}

function operators(field: string): readonly Suggestion[] {
  const subject = subjectOf(field);
  return [
    { text: `${subject} = `, label: `${subject} =`, hint: "is", count: null, done: false },
    { text: `${subject} != `, label: `${subject} !=`, hint: "is not", count: null, done: false },
    { text: `${subject} : `, label: `${subject} :`, hint: "contains", count: null, done: false },
    { text: `${subject} exists`, label: `${subject} exists`, hint: "has a value", count: null, done: true },
    { text: `${subject} missing`, label: `${subject} missing`, hint: "has none", count: null, done: true },
  ];
}

function fieldsLike(typed: string, tagKeys: readonly string[]): readonly Suggestion[] {
  const wanted = typed.toLowerCase();
  if (wanted === "") return [];
  const fields = INSTANCE_FIELDS.map(({ field }) => field);
  const afterTag = /^tag[:\s]?\s*(.*)$/.exec(wanted)?.[1] ?? wanted;
  const tags = tagKeys.filter((key) => key.toLowerCase().includes(afterTag)).map((key) => `tag:${key}`);
  return [...fields.filter((field) => wordOf(field)?.includes(wanted) || labelOf(field).toLowerCase().includes(wanted)), ...tags]
    .slice(0, MOST)
    .map((field) => ({ text: `${subjectOf(field)} = `, label: subjectOf(field), hint: hintOf(field), count: null, done: false }));
}

function hintOf(field: string): string {
  return tagKeyOf(field) === undefined ? labelOf(field) : "tag";
}

/** `region`, `tag env`: the part of a filter's text before its sign. */
function subjectOf(field: string): string {
  return formatToken({ field, op: "exists", values: [] }).slice(0, -" exists".length);
}
