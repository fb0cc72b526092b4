/** How a policy is written out. */
export type PolicyFormat = "json" | "terraform" | "cloudformation";

export const POLICY_FORMATS: readonly PolicyFormat[] = ["json", "terraform", "cloudformation"];

/** A whole document, or its statements alone, for a policy that has others. */
export type PolicyShape = "document" | "statements";

export const SHAPES: readonly PolicyShape[] = ["document", "statements"];

/** What a policy is attached to decides which resource a template makes of it. */
export type PolicyUse = "role" | "scp";

/** One policy as text that can be pasted or saved as it is. */
export type RenderedPolicy = { name: string; fileName: string; mediaType: string; text: string };
