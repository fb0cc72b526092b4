import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyFormat, RenderedPolicy } from "./policy-format.ts";
import { policyNames } from "./policy-names.ts";
import { type RenderOptions, renderPolicy } from "./render-policy.ts";

/**
 * Several policies that are used together, one text each. Names that would give two of them the same file or the same
 * resource get a number: `-2`, `-3`.
 */
export function renderPolicies(
  policies: readonly NamedPolicy[],
  format: PolicyFormat,
  options: RenderOptions = {},
): readonly RenderedPolicy[] {
  const taken = new Set<string>();
  return policies.map((policy) => {
    const rendered = renderPolicy({ ...policy, name: freeName(policy.name, taken) }, format, options);
    return { ...rendered, name: policy.name };
  });
}

function freeName(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${policyNames(name).file}-${number}`;
    const { terraform, logical, file } = policyNames(tried);
    const marks = [`terraform ${terraform}`, `logical ${logical}`, `file ${file.toLowerCase()}`];
    if (marks.some((mark) => taken.has(mark))) continue;
    for (const mark of marks) taken.add(mark);
    return tried;
  }
}
