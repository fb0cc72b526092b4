import type { Capability } from "#lib/domain/verdict.ts";

export const CAPABILITIES: readonly Capability[] = ["run-command", "port-forwarding"];

export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  "run-command": "Run Command",
  "port-forwarding": "Port forwarding",
};
