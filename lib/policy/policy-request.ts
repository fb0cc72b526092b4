import { isPartition, PARTITIONS, type Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { type PolicyShape, renderPolicyJson } from "./render.ts";
import { findTagProblems } from "./tag-rules.ts";
import { isVariantName, renderVariant, VARIANTS, type VariantName } from "./variants.ts";

/** Everything that the text of a policy depends on. */
export type PolicyRequest = { variant: VariantName; partition: Partition; shape: PolicyShape; tag: TagSpec };

/** One parameter that cannot be used, and why, in a sentence. */
export type ParameterFault = { parameter: string; fault: string };

export type PolicyRequestResult = { ok: true; request: PolicyRequest } | { ok: false; faults: readonly ParameterFault[] };

export const SHAPES: readonly PolicyShape[] = ["document", "statements"];

const PARAMETERS: readonly string[] = ["variant", "partition", "shape", "key", "value"];

/**
 * Reads the parameters of `GET /api/policy`: `variant`, `partition` (default `aws`), `shape` (`document`), `key` and
 * `value` (the estate's tag). Finds every fault at once; a parameter that is unknown or given twice is one.
 */
export function parsePolicyRequest(parameters: URLSearchParams, estateTag: TagSpec): PolicyRequestResult {
  const faults: ParameterFault[] = [];
  for (const parameter of new Set(parameters.keys())) {
    if (!PARAMETERS.includes(parameter))
      faults.push({ parameter, fault: `is not a parameter here; these are: ${PARAMETERS.join(", ")}.` });
    else if (parameters.getAll(parameter).length > 1) faults.push({ parameter, fault: "is given more than once." });
  }
  const variant = parameters.get("variant") ?? "";
  const partition = parameters.get("partition") ?? "aws";
  const shape = parameters.get("shape") ?? "document";
  const tag = { key: parameters.get("key") ?? estateTag.key, value: parameters.get("value") ?? estateTag.value };

  for (const parameter of ["key", "value"] as const) {
    // The estate's own tag is taken as it is: the configuration has checked it.
    if (parameters.has(parameter)) faults.push(...tagFaults(tag, parameter).map((fault) => ({ parameter, fault })));
  }
  if (!isVariantName(variant)) faults.push(oneOf("variant", VARIANTS));
  if (!isPartition(partition)) faults.push(oneOf("partition", PARTITIONS));
  if (!isShape(shape)) faults.push(oneOf("shape", SHAPES));

  if (faults.length > 0 || !isVariantName(variant) || !isPartition(partition) || !isShape(shape)) return { ok: false, faults };
  return { ok: true, request: { variant, partition, shape, tag } };
}

/** The text that the screen shows and copies, and the API answers. */
export function renderRequestedPolicy({ variant, partition, shape, tag }: PolicyRequest): string {
  return renderPolicyJson(renderVariant({ variant, partition, tag }), shape);
}

/** What is wrong with one half of a tag, in sentences; empty where nothing is. */
export function tagFaults(tag: TagSpec, part: keyof TagSpec): readonly string[] {
  return findTagProblems(tag).flatMap(({ code, title }) => (code === `invalid-tag-${part}` ? [title] : []));
}

/** True for the exact name of a shape. */
export function isShape(text: string): text is PolicyShape {
  return (SHAPES as readonly string[]).includes(text);
}

function oneOf(parameter: string, names: readonly string[]): ParameterFault {
  return { parameter, fault: `has to be one of ${names.join(", ")}.` };
}
