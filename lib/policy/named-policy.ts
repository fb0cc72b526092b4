import type { PolicyDocument } from "./policy-document.ts";

/** One policy of a role, whole, with the name that people know it by. Plain JSON. */
export type NamedPolicy = {
  /** Of the inline or managed policy, of the resource in a template, of the file; "" where there is none. */
  name: string;
  /** How the role has it, which decides the quota; `unknown` where the text did not tell. */
  kind: "inline" | "managed" | "unknown";
  document: PolicyDocument;
};

/** What IAM knows of a role: its own policies, which are a union, and the boundary that can only take away. */
export type RolePolicies = {
  policies: readonly NamedPolicy[];
  /** null: the role has none, or the text did not tell. */
  boundary: NamedPolicy | null;
};
