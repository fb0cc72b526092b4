import type { Platform } from "./node.ts";
import type { Capability } from "./verdict.ts";

/** What a capability asks of a node and of IAM. */
export type CapabilityNeeds = {
  action: string;
  /** The AWS-owned document that is used on each platform; a platform that is not here is not supported. */
  documents: Readonly<Partial<Record<Exclude<Platform, "unknown">, string>>>;
  /** The lowest SSM agent version, or null where AWS publishes none. */
  minimumAgent: string | null;
};

/**
 * Run Command: AWS-RunShellScript serves Linux and macOS (its platformTypes), AWS-RunPowerShellScript Windows. Port
 * forwarding: Linux only (Cado, "Run Command"), agent 3.0.222.0 (Systems Manager guide, Session Manager prerequisites).
 * That Cado names AWS-StartPortForwardingSession is inferred from its use of SSM port forwarding; it does not publish it.
 */
export const CAPABILITY_NEEDS: Readonly<Record<Capability, CapabilityNeeds>> = {
  "run-command": {
    action: "ssm:SendCommand",
    documents: { linux: "AWS-RunShellScript", macos: "AWS-RunShellScript", windows: "AWS-RunPowerShellScript" },
    minimumAgent: null,
  },
  "port-forwarding": {
    action: "ssm:StartSession",
    documents: { linux: "AWS-StartPortForwardingSession" },
    minimumAgent: "3.0.222.0",
  },
};

export const CAPABILITIES: readonly Capability[] = ["run-command", "port-forwarding"];

/** The documents that the platform comes down to: one, none where it is not supported, all where it is not known. */
export function documentsFor(capability: Capability, platform: Platform): readonly string[] {
  const { documents } = CAPABILITY_NEEDS[capability];
  if (platform === "unknown") return [...new Set(Object.values(documents))];
  const document = documents[platform];
  return document === undefined ? [] : [document];
}

/** True where no operating system is left out, so that not knowing it is no obstacle by itself. */
export function servesEveryPlatform(capability: Capability): boolean {
  return PLATFORMS.every((platform) => CAPABILITY_NEEDS[capability].documents[platform] !== undefined);
}

const PLATFORMS = ["linux", "windows", "macos"] as const;
