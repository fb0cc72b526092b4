import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import { isPartition, PARTITIONS, partitionOf } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { CorrectionOptions } from "./rewrite/correction.ts";
import { defaultCorrection } from "./rewrite/correction-options.ts";
import { findTagProblems } from "./tag-rules.ts";

/** One parameter that cannot be used, and why, in a sentence. */
export type ParameterFault = { parameter: string; fault: string };

/** What a request of the API or a command line says of the options; a member that is not there means the default. */
export type CorrectionInput = {
  partition?: string | undefined;
  key?: string | undefined;
  value?: string | undefined;
  accounts?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
} & { [Switch in CorrectionSwitch]?: boolean | undefined };

export type CorrectionSwitch = "portForwarding" | "linuxOnly" | "hybrid" | "ownSessionsOnly" | "guard";

export const CORRECTION_SWITCHES: readonly CorrectionSwitch[] = [
  "portForwarding",
  "linuxOnly",
  "hybrid",
  "ownSessionsOnly",
  "guard",
];

export type CorrectionInputResult = { ok: true; options: CorrectionOptions } | { ok: false; faults: readonly ParameterFault[] };

const MOST_NAMES = 500;

/** The options with every default filled in, or every fault at once. The estate's own tag is taken as it is. */
export function readCorrectionInput(input: CorrectionInput, estateTag: TagSpec): CorrectionInputResult {
  const { partition = "aws" } = input;
  const tag = { key: input.key ?? estateTag.key, value: input.value ?? estateTag.value };
  const accounts = namesOf("accounts", input.accounts, parseAccountId, "no account: 12 digits");
  const regions = namesOf("regions", input.regions, parseRegionName, "no region name such as eu-west-1");
  const faults = [
    // The configuration has checked the estate's own tag.
    ...(["key", "value"] as const).flatMap((part) =>
      input[part] === undefined ? [] : tagFaults(tag, part).map((fault) => ({ parameter: part, fault })),
    ),
    ...accounts.faults,
    ...regions.faults,
  ];
  if (!isPartition(partition)) return { ok: false, faults: [...faults, oneOf("partition", PARTITIONS)] };
  for (const region of regions.names) {
    if (partitionOf(region) !== partition) {
      faults.push({
        parameter: "regions",
        fault: `names ${region}, which is in ${partitionOf(region)} and not in ${partition}.`,
      });
    }
  }
  if (faults.length > 0) return { ok: false, faults };
  const options = { ...defaultCorrection({ tag, partition }), accounts: accounts.names, regions: regions.names };
  for (const name of CORRECTION_SWITCHES) options[name] = input[name] ?? options[name];
  return { ok: true, options };
}

/** What is wrong with one half of a tag, in sentences; empty where nothing is. */
export function tagFaults(tag: TagSpec, part: keyof TagSpec): readonly string[] {
  return findTagProblems(tag).flatMap(({ code, title }) => (code === `invalid-tag-${part}` ? [title] : []));
}

/** The fault of a parameter that takes one of some words. */
export function oneOf(parameter: string, words: readonly string[]): ParameterFault {
  return { parameter, fault: `has to be one of ${words.join(", ")}.` };
}

function namesOf<T>(
  parameter: string,
  texts: readonly string[] = [],
  parse: (text: string) => T | undefined,
  wanted: string,
): { names: readonly T[]; faults: readonly ParameterFault[] } {
  if (texts.length > MOST_NAMES) return { names: [], faults: [{ parameter, fault: `has more than ${MOST_NAMES} entries.` }] };
  const names: T[] = [];
  const faults: ParameterFault[] = [];
  for (const text of new Set(texts)) {
    const name = parse(text);
    if (name === undefined) faults.push({ parameter, fault: `names ${JSON.stringify(text.slice(0, 80))}, which is ${wanted}.` });
    else names.push(name);
  }
  return { names, faults };
}
