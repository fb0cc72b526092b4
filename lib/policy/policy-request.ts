import type { TagSpec } from "#lib/domain/tag-spec.ts";
import {
  CORRECTION_SWITCHES,
  type CorrectionInput,
  oneOf,
  type ParameterFault,
  readCorrectionInput,
} from "./correction-input.ts";
import { findExemptionProblems } from "./guard-exemptions.ts";
import { GUARD_FORMS, type GuardForm } from "./guard-policy.ts";
import type { NamedPolicy } from "./named-policy.ts";
import { POLICY_FORMATS, type PolicyFormat, type PolicyShape, type RenderedPolicy, SHAPES } from "./render/policy-format.ts";
import { renderPolicies } from "./render/render-policies.ts";
import { requestedPolicies } from "./requested-policies.ts";
import type { CorrectionOptions } from "./rewrite/correction.ts";
import { isVariantName, VARIANTS, type VariantName } from "./variants.ts";

/** Which policy. */
export type PolicySubject =
  | { kind: "variant"; variant: VariantName }
  /** The user's own role: as it is, or with its SSM statements replaced by the tagged set. */
  | { kind: "own"; policies: readonly NamedPolicy[]; corrected: boolean }
  /** What keeps others from setting the tag. `exempt`: ARNs of the principals that may; patterns with `*` and `?`. */
  | { kind: "guard"; form: GuardForm; exempt: readonly string[] }
  /** The dashboard's own permissions. */
  | { kind: "dashboard"; part: DashboardPart };

export type DashboardPart = "read" | "write" | "insight";

export const DASHBOARD_PARTS: readonly DashboardPart[] = ["read", "write", "insight"];

/** Everything that the text of a policy depends on. */
export type PolicyRequest = { subject: PolicySubject; options: CorrectionOptions; format: PolicyFormat; shape: PolicyShape };

export type PolicyRequestResult = { ok: true; request: PolicyRequest } | { ok: false; faults: readonly ParameterFault[] };

/**
 * The texts that the screen shows and copies, the API answers and the command line prints: one per policy. A policy of
 * which a correction leaves nothing has none: IAM takes no policy without a statement, it is to be deleted.
 */
export function renderRequestedPolicies({ subject, options, format, shape }: PolicyRequest): readonly RenderedPolicy[] {
  const use = subject.kind === "guard" && subject.form === "scp" ? "scp" : "role";
  const policies = requestedPolicies(subject, options).filter(({ document }) => document.Statement.length > 0);
  return renderPolicies(policies, format, { shape, use });
}

const COMMON = ["subject", "partition", "key", "value", "format", "shape"];
const OPTIONS = [...CORRECTION_SWITCHES, "accounts", "regions"];
const LISTS = ["accounts", "regions", "exempt"];

/** What each subject of `GET /api/policy` takes beside the common ones. */
const PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["variant", ["variant", ...OPTIONS]],
  ["guard", ["form", "exempt"]],
  ["dashboard", ["part"]],
]);

/**
 * Reads the parameters of `GET /api/policy`: `subject` (default `variant`) with `variant`, or `form` and `exempt`, or
 * `part`; `partition` (default `aws`), `key` and `value` (the estate's tag), `format` (`json`), `shape` (`document`); for
 * the corrected variant the options of CorrectionOptions. Finds every fault at once; a parameter that is unknown, that
 * the subject does not have, or that is given twice is one. Lists are given several times, or with commas.
 */
export function parsePolicyRequest(parameters: URLSearchParams, estateTag: TagSpec): PolicyRequestResult {
  const subjectName = parameters.get("subject") ?? "variant";
  const own = PARAMETERS.get(subjectName);
  if (own === undefined) return { ok: false, faults: [oneOf("subject", [...PARAMETERS.keys()])] };
  const faults = [...nameFaults(parameters, [...COMMON, ...own])];
  const subject = readSubject(subjectName, parameters, faults);
  const read = readCorrectionInput(correctionInput(parameters, faults), estateTag);
  if (!read.ok) faults.push(...read.faults);
  else if (subject?.kind === "guard") {
    const problems = findExemptionProblems(subject.exempt, read.options.partition);
    faults.push(...problems.map(({ title }) => ({ parameter: "exempt", fault: title })));
  }
  const format = readWord(parameters, "format", POLICY_FORMATS, "json", faults);
  const shape = readWord(parameters, "shape", SHAPES, "document", faults);
  if (faults.length > 0 || !read.ok || subject === null) return { ok: false, faults };
  return { ok: true, request: { subject, options: read.options, format, shape } };
}

function nameFaults(parameters: URLSearchParams, known: readonly string[]): readonly ParameterFault[] {
  return [...new Set(parameters.keys())].flatMap((parameter) => {
    if (!known.includes(parameter)) {
      return [{ parameter, fault: `is not a parameter here; these are: ${known.join(", ")}.` }];
    }
    const isTwice = !LISTS.includes(parameter) && parameters.getAll(parameter).length > 1;
    return isTwice ? [{ parameter, fault: "is given more than once." }] : [];
  });
}

function readSubject(name: string, parameters: URLSearchParams, faults: ParameterFault[]): PolicySubject | null {
  if (name === "guard") {
    const form = readWord(parameters, "form", GUARD_FORMS, "scp", faults);
    // The name of a role may have a comma in it, so these are not split.
    return { kind: "guard", form, exempt: parameters.getAll("exempt") };
  }
  if (name === "dashboard") return { kind: "dashboard", part: readWord(parameters, "part", DASHBOARD_PARTS, "read", faults) };
  const variant = parameters.get("variant") ?? "";
  if (!isVariantName(variant)) {
    faults.push(oneOf("variant", VARIANTS));
    return null;
  }
  for (const option of OPTIONS) {
    if (variant !== "corrected" && parameters.has(option)) {
      faults.push({ parameter: option, fault: "is an option of variant=corrected alone." });
    }
  }
  return { kind: "variant", variant };
}

function readWord<T extends string>(
  parameters: URLSearchParams,
  name: string,
  words: readonly T[],
  otherwise: T,
  faults: ParameterFault[],
): T {
  const given = parameters.get(name);
  const word = words.find((one) => one === given);
  if (given !== null && word === undefined) faults.push(oneOf(name, words));
  return word ?? otherwise;
}

function correctionInput(parameters: URLSearchParams, faults: ParameterFault[]): CorrectionInput {
  const input: CorrectionInput = {
    partition: parameters.get("partition") ?? undefined,
    key: parameters.get("key") ?? undefined,
    value: parameters.get("value") ?? undefined,
    accounts: splitList(parameters.getAll("accounts")),
    regions: splitList(parameters.getAll("regions")),
  };
  for (const name of CORRECTION_SWITCHES) {
    if (parameters.has(name)) input[name] = readWord(parameters, name, ["true", "false"], "false", faults) === "true";
  }
  return input;
}

function splitList(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.split(",")).filter((name) => name !== "");
}
