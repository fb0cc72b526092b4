import type { AuthorizationReason } from "./authorization.ts";
import type { NodeState } from "./node.ts";

/**
 * What Cado wants to do with a node. Run Command is `ssm:SendCommand` on the node and on the document of its platform;
 * port forwarding is `ssm:StartSession` on the node and on its session document, Linux only.
 */
export type Capability = "run-command" | "port-forwarding";

/** Where in the chain something stands in the way. The order here is the order of the chain. */
export type BlockerLayer = "partition" | "state" | "ssm" | "platform" | "tag" | "policy";

/**
 * One thing in the way. `effect: "blocks"` stands in the way for certain; `effect: "unknown"` could not be told.
 */
export type Blocker =
  | { code: "partition-unsupported"; layer: "partition"; effect: "blocks"; partition: string }
  | { code: "not-running"; layer: "state"; effect: "blocks"; state: NodeState }
  | { code: "state-unread"; layer: "state"; effect: "unknown" }
  | { code: "not-managed"; layer: "ssm"; effect: "blocks" }
  | { code: "connection-lost"; layer: "ssm"; effect: "blocks"; lastPing: number | null }
  | { code: "inactive"; layer: "ssm"; effect: "blocks"; lastPing: number | null }
  | { code: "ssm-unread"; layer: "ssm"; effect: "unknown" }
  | { code: "agent-unread"; layer: "ssm"; effect: "unknown" }
  | { code: "agent-too-old"; layer: "ssm"; effect: "blocks"; version: string; minimum: string }
  | { code: "platform-unsupported"; layer: "platform"; effect: "blocks"; platform: string }
  | { code: "platform-unread"; layer: "platform"; effect: "unknown" }
  | { code: "tag-absent"; layer: "tag"; effect: "blocks" }
  | { code: "tag-wrong-value"; layer: "tag"; effect: "blocks"; key: string; value: string }
  | { code: "tag-conflict"; layer: "tag"; effect: "blocks" | "unknown"; keys: readonly string[] }
  | { code: "tags-unread"; layer: "tag"; effect: "unknown" }
  | {
      code: "policy-node";
      layer: "policy";
      effect: "blocks";
      action: string;
      resource: string;
      reasons: readonly AuthorizationReason[];
    }
  | {
      code: "policy-document";
      layer: "policy";
      effect: "blocks";
      action: string;
      resource: string;
      reasons: readonly AuthorizationReason[];
    }
  | {
      code: "policy-explicit-deny";
      layer: "policy";
      effect: "blocks";
      action: string;
      resource: string;
      reasons: readonly AuthorizationReason[];
    }
  | {
      code: "policy-unknown";
      layer: "policy";
      effect: "unknown";
      action: string;
      resource: string;
      reasons: readonly AuthorizationReason[];
    };

export type BlockerCode = Blocker["code"];

/**
 * `reachable`: nothing stands in the way (blockers is empty). `blocked`: at least one blocker blocks for certain.
 * `unknown`: none blocks for certain, at least one could not be told. Blockers are in chain order.
 */
export type Verdict = { verdict: "reachable" | "blocked" | "unknown"; blockers: readonly Blocker[] };

/** The five counts of coverage. A blocked node counts where its first certain blocker stands. */
export type Reach = "reachable" | "tag" | "ssm" | "policy" | "unknown";
