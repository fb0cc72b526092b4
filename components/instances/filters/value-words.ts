import { REACH_WORDS } from "#components/reach/reach-mark.tsx";
import { SSM_WORDS } from "../cells/ssm-cell.ts";
import { STATE_WORDS } from "../cells/state-cell.ts";
import { PLATFORM_WORDS } from "../instance-columns.ts";

const TAG_STATE_WORDS = {
  absent: "Not tagged",
  exact: "Exact",
  "wrong-value": "Wrong value",
  "key-case-variant": "Key in another case",
  "conflicting-variants": "Several spellings",
  unknown: "Not read",
} as const;

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reach: REACH_WORDS,
  platform: PLATFORM_WORDS,
  ssm: SSM_WORDS,
  state: STATE_WORDS,
  tagState: TAG_STATE_WORDS,
};

/** A value of a field in words for people: those of the closed vocabularies have some, all others are shown as they are. */
export function valueWords(field: string, value: string): string {
  return WORDS[field]?.[value] ?? (value === "" ? "(empty)" : value);
}
