import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { pickAt, type Random } from "./random.ts";

/** How an instance carries Cado's tag: none, one or more spellings of it. */
export type CadoTags = readonly (readonly [key: string, value: string])[];

const { key: KEY, value: VALUE } = DOCUMENTED_TAG;

const FORMS = [
  ["absent", []],
  ["exact", [[KEY, VALUE]]],
  ["lower-value", [[KEY, "true"]]],
  ["upper-value", [[KEY, "TRUE"]]],
  ["spaced-value", [[KEY, " True"]]],
  ["empty-value", [[KEY, ""]]],
  ["false-value", [[KEY, "False"]]],
  ["lower-key", [["cadoresponsessmenabled", VALUE]]],
  ["upper-key", [["CADORESPONSESSMENABLED", VALUE]]],
  ["camel-key-wrong-value", [["cadoResponseSsmEnabled", "true"]]],
  [
    "conflicting-values",
    [
      [KEY, VALUE],
      ["cadoresponsessmenabled", "False"],
    ],
  ],
  [
    "conflicting-spellings",
    [
      [KEY, VALUE],
      ["CadoResponseSsmEnabled", VALUE],
    ],
  ],
] as const satisfies readonly (readonly [form: string, tags: CadoTags])[];

export type CadoTagForm = (typeof FORMS)[number][0];

/** What an instance carries where its workload's owners did not tag it as documented. */
const STRAY: readonly (readonly [form: CadoTagForm, weight: number])[] = [
  ["absent", 800],
  ["lower-value", 75],
  ["upper-value", 25],
  ["spaced-value", 12],
  ["empty-value", 14],
  ["false-value", 16],
  ["lower-key", 18],
  ["upper-key", 8],
  ["camel-key-wrong-value", 8],
  ["conflicting-values", 14],
  ["conflicting-spellings", 10],
];

/** The number under which a form is kept in a column. */
export function codeOfForm(form: CadoTagForm): number {
  return FORMS.findIndex(([name]) => name === form);
}

/** The tags of a form, by its number. */
export function cadoTagsOf(code: number): CadoTags {
  return pickAt<readonly [form: string, tags: CadoTags]>(FORMS, code)[1];
}

/** A form for an instance of a workload whose owners tag this share of it as documented. */
export function drawForm(random: Random, adoption: number): CadoTagForm {
  return random.chance(adoption) ? "exact" : random.weighted(STRAY);
}

/** How far a workload's owners came: most did it, some did not begin, some are half-way. 61 % on the whole. */
export function drawAdoption(random: Random): number {
  return random.weighted([
    [0.97, 52],
    [0.02, 27],
    [0.5, 21],
  ]);
}
