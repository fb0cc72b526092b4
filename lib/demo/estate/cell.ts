import type { EstateInstance } from "./instance.ts";
import type { EstateSsm } from "./ssm-registration.ts";

/**
 * One account in one region. Nodes have an index from 0: EC2 instances first (`0..ec2Count-1`, in no order that means
 * anything), then hybrid nodes. An index stays valid until `addInstance`, which moves the hybrid nodes up by one.
 * A removed node keeps its index and `exists` is false; reading one throws.
 */
export type EstateCell = {
  readonly account: string;
  readonly region: string;
  readonly ec2Count: number;
  readonly size: number;
  exists(index: number): boolean;
  /** The node's id, `i-…` or `mi-…`. */
  id(index: number): string;
  /** The index of an id of this cell, or -1. Takes no time to speak of, whatever the size. */
  indexOf(id: string): number;
  /** The indexes of the nodes whose id begins so, in order of id. Takes as long as there are such, once ids were sorted. */
  withPrefix(prefix: string): number[];
  /** Throws for a hybrid node. */
  instance(index: number): EstateInstance;
  /**
   * What SSM lists for the node at `atMs` (default: the estate's own time), or null where it lists nothing: never
   * registered, stopped, terminated. An online node's heartbeat is at most five minutes before `atMs`.
   */
  ssm(index: number, atMs?: number): EstateSsm | null;
  /** All tags, `aws:` ones too, in no order that means anything. */
  tags(index: number): ReadonlyMap<string, string>;
  setTag(index: number, key: string, value: string): void;
  deleteTag(index: number, key: string): void;
  /** As if somebody stopped, started or terminated the instance, all the way. A terminated one stays listed. */
  stop(index: number): void;
  start(index: number): void;
  terminate(index: number): void;
  /** As an hour after termination, or as a deregistered hybrid node: no call lists it any more. */
  remove(index: number): void;
  /** Adds a running, SSM-managed Linux instance with these tags and answers its index. */
  addInstance(tags: ReadonlyMap<string, string>): number;
};
