import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyFormat, PolicyShape, RenderedPolicy } from "./policy-format.ts";
import { renderJson } from "./render-json.ts";

export type RenderOptions = {
  /** `document` where nothing is said. */
  shape?: PolicyShape;
  /** A service control policy is another resource in templates than a policy of a role. */
  use?: PolicyUse;
};

export type PolicyUse = "role" | "scp";

/**
 * The policy as text that can be pasted or saved as it is, with the document's strings to the letter. JSON is indented
 * by 2 and has no newline at the end; the others end with one.
 */
export function renderPolicy(policy: NamedPolicy, format: PolicyFormat, options: RenderOptions = {}): RenderedPolicy {
  const { shape = "document" } = options;
  const { name, document } = policy;
  switch (format) {
    case "json":
      return { name, fileName: `${name}.json`, mediaType: "application/json", text: renderJson(document, shape) };
    case "terraform":
    case "cloudformation":
      throw new Error(`${format} is not written yet`);
  }
}
