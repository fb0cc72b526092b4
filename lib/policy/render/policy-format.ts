/** How a policy is written out. */
export type PolicyFormat = "json" | "terraform" | "cloudformation";

export const POLICY_FORMATS: readonly PolicyFormat[] = ["json", "terraform", "cloudformation"];

/** One policy as text that can be pasted or saved as it is. */
export type RenderedPolicy = { name: string; fileName: string; mediaType: string; text: string };
