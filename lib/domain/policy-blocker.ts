import type { AuthorizationAnswer } from "./authorization.ts";
import type { Blocker } from "./verdict.ts";

/** The blocker for an answer that is not "allowed"; an explicit deny has its own, because no Allow can undo it. */
export function policyBlocker(
  code: "policy-node" | "policy-document",
  action: string,
  resource: string,
  { result, reasons }: AuthorizationAnswer,
): Blocker {
  if (result !== "denied") return { code: "policy-unknown", layer: "policy", effect: "unknown", action, resource, reasons };
  const isExplicit = reasons.some(({ kind }) => kind === "explicit-deny");
  return { code: isExplicit ? "policy-explicit-deny" : code, layer: "policy", effect: "blocks", action, resource, reasons };
}
