import type { Capability } from "#lib/domain/verdict.ts";

export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  "run-command": "Run Command",
  "port-forwarding": "Port forwarding",
};
