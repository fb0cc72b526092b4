import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyFormat, PolicyShape, PolicyUse, RenderedPolicy } from "./policy-format.ts";
import { policyNames } from "./policy-names.ts";
import { renderCloudFormation } from "./render-cloudformation.ts";
import { renderJson } from "./render-json.ts";
import { renderTerraform } from "./render-terraform.ts";

/** Without a shape the whole document; without a use a policy of a role. */
export type RenderOptions = { shape?: PolicyShape; use?: PolicyUse };

/**
 * The policy as text that can be pasted or saved as it is, with the document's strings to the letter. JSON is indented
 * by 2 and has no newline at the end; the others end with one.
 */
export function renderPolicy(policy: NamedPolicy, format: PolicyFormat, options: RenderOptions = {}): RenderedPolicy {
  const { shape = "document", use = "role" } = options;
  const { extension, mediaType } = FILES[format];
  const fileName = `${policyNames(policy.name).file}${shape === "statements" ? "-statements" : ""}.${extension}`;
  return { name: policy.name, fileName, mediaType, text: textOf(policy, format, shape, use) };
}

/** YAML's media type is that of RFC 9512; HCL has none. */
const FILES: Readonly<Record<PolicyFormat, { extension: string; mediaType: string }>> = {
  json: { extension: "json", mediaType: "application/json" },
  terraform: { extension: "tf", mediaType: "text/plain; charset=utf-8" },
  cloudformation: { extension: "yaml", mediaType: "application/yaml" },
};

function textOf(policy: NamedPolicy, format: PolicyFormat, shape: PolicyShape, use: PolicyUse): string {
  switch (format) {
    case "json":
      return renderJson(policy.document, shape);
    case "terraform":
      return renderTerraform(policy, shape, use);
    case "cloudformation":
      return renderCloudFormation(policy, shape, use);
  }
}
