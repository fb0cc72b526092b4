import { isPartition, PARTITIONS, type Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "./named-policy.ts";
import type { PolicyFormat, PolicyShape, RenderedPolicy } from "./render/policy-format.ts";
import { SHAPES } from "./render/policy-format.ts";
import { renderPolicy } from "./render/render-policy.ts";
import type { CorrectionOptions } from "./rewrite/correction.ts";
import { findTagProblems } from "./tag-rules.ts";
import { isVariantName, renderVariant, VARIANTS, type VariantName } from "./variants.ts";

/** Which policy. */
export type PolicySubject =
  | { kind: "variant"; variant: VariantName }
  /** The user's own role: as it is, or with its SSM statements replaced by the tagged set. */
  | { kind: "own"; policies: readonly NamedPolicy[]; corrected: boolean }
  /** What keeps others from setting the tag. `exempt`: ARNs of the principals that may; patterns with `*` and `?`. */
  | { kind: "guard"; form: GuardForm; exempt: readonly string[] }
  /** The dashboard's own permissions. */
  | { kind: "dashboard"; part: DashboardPart };

export type GuardForm = "scp" | "boundary";
export type DashboardPart = "read" | "write";

/** Everything that the text of a policy depends on. */
export type PolicyRequest = { subject: PolicySubject; options: CorrectionOptions; format: PolicyFormat; shape: PolicyShape };

/** One parameter that cannot be used, and why, in a sentence. */
export type ParameterFault = { parameter: string; fault: string };

export type PolicyRequestResult = { ok: true; request: PolicyRequest } | { ok: false; faults: readonly ParameterFault[] };

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
  const options = optionsFor(tag, partition);
  return { ok: true, request: { subject: { kind: "variant", variant }, options, format: "json", shape } };
}

function optionsFor(tag: TagSpec, partition: Partition): CorrectionOptions {
  const everywhere = { accounts: [], regions: [] };
  const wanted = { portForwarding: true, linuxOnly: false, hybrid: true, ownSessionsOnly: true, guard: false };
  return { tag, partition, ...wanted, ...everywhere };
}

/** The texts that the screen shows and copies, the API answers and the command line prints: one per policy. */
export function renderRequestedPolicies({ subject, options, format, shape }: PolicyRequest): readonly RenderedPolicy[] {
  return requestedPolicies(subject, options).map((policy) => renderPolicy(policy, format, { shape }));
}

function requestedPolicies(subject: PolicySubject, { partition, tag }: CorrectionOptions): readonly NamedPolicy[] {
  switch (subject.kind) {
    case "variant": {
      const { variant } = subject;
      return [{ name: `cado-ssm-${variant}`, kind: "unknown", document: renderVariant({ variant, partition, tag }) }];
    }
    default:
      throw new Error(`${subject.kind} is not written yet`);
  }
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
