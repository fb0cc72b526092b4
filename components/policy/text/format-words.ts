import type { PolicyFormat, PolicyShape } from "#lib/policy/render/policy-format.ts";

/** The one table of words for the formats. */
export const FORMAT_WORDS: Readonly<Record<PolicyFormat, { label: string; hint: string }>> = {
  json: { label: "JSON", hint: "A whole policy: paste it as a managed or an inline policy." },
  terraform: { label: "Terraform", hint: "A resource as terraform fmt leaves it." },
  cloudformation: { label: "CloudFormation", hint: "A template with the policy as its resource." },
};

/** The one table of words for the shapes. */
export const SHAPE_WORDS: Readonly<Record<PolicyShape, { label: string; hint: string }>> = {
  document: { label: "Document", hint: "" },
  statements: { label: "Statements alone", hint: "For a policy that has others: put these into its list of statements." },
};
