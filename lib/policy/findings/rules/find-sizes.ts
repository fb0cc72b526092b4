import type { NamedPolicy, RolePolicies } from "../../named-policy.ts";
import { POLICY_QUOTAS, policySize } from "../../policy-size.ts";
import type { Finding, FindingLevel } from "../finding.ts";

/** Policies over their quota or close to it. Inline policies count together; a boundary is a managed policy. */
export function findSizes({ policies, boundary }: RolePolicies): readonly Finding[] {
  const sizes = policies.map((policy) => ({ policy, size: policySize(policy.document) }));
  const inline = sizes.filter(({ policy }) => policy.kind === "inline").reduce((sum, { size }) => sum + size, 0);
  const single = sizes.flatMap(({ policy, size }, index) => {
    const who = policy.name === "" ? "The policy" : `The policy ${policy.name}`;
    if (policy.kind === "managed") return against(size, "managed", who, index);
    return policy.kind === "unknown" ? ofUnknown(size, who, index) : [];
  });
  const bound = boundary === null ? [] : against(policySize(boundary.document), "managed", "The permissions boundary", null);
  return [...against(inline, "inline", "The role's inline policies together", null), ...single, ...bound];
}

/** True where a change makes a policy pass a quota that it kept, or the sum of the inline ones. */
export function passesQuota(before: readonly NamedPolicy[], after: readonly NamedPolicy[]): boolean {
  const errors = (policies: readonly NamedPolicy[]): number =>
    findSizes({ policies, boundary: null }).filter(({ level }) => level === "error").length;
  return errors(after) > errors(before);
}

function against(size: number, quota: "managed" | "inline", who: string, policy: number | null): readonly Finding[] {
  const most = POLICY_QUOTAS[quota];
  if (size > most)
    return [finding("error", policy, `${who} ${have(quota)} ${count(size)}, ${count(size - most)} more than IAM takes.`, most)];
  if (size <= most * 0.9) return [];
  return [finding("warning", policy, `${who} ${have(quota)} ${count(size)} of at most ${number(most)}.`, most)];
}

/** Not known which quota counts: over the larger one it fits in neither. */
function ofUnknown(size: number, who: string, policy: number): readonly Finding[] {
  const { inline, managed } = POLICY_QUOTAS;
  if (size > inline)
    return against(size, "inline", who, policy).map((found) => ({ ...found, title: found.title.replace("have", "has") }));
  if (size <= managed * 0.9) return [];
  const title =
    size > managed
      ? `${who} has ${count(size)}: it fits as an inline policy, and not as a managed one.`
      : `${who} has ${count(size)} of at most ${number(managed)} as a managed policy.`;
  return [finding("warning", policy, title, managed)];
}

function finding(level: FindingLevel, policy: number | null, title: string, most: number): Finding {
  const why = `White space does not count. The limit is ${number(most)}; a managed policy takes ${number(POLICY_QUOTAS.managed)}, the inline policies of a role ${number(POLICY_QUOTAS.inline)} together. Move statements to another managed policy.`;
  return { code: "size-over-quota", level, policy, statement: null, path: null, title, why, fix: null };
}

function have(quota: "managed" | "inline"): string {
  return quota === "inline" ? "have" : "has";
}

function count(characters: number): string {
  return `${number(characters)} ${characters === 1 ? "character" : "characters"}`;
}

function number(value: number): string {
  return value.toLocaleString("en-GB");
}
