import type { Authorize } from "#lib/domain/authorization.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading, TagState } from "#lib/domain/tag-state.ts";
import type { Blocker, BlockerCode, Capability, Reach, Verdict } from "#lib/domain/verdict.ts";
import type { Snapshot } from "./snapshot.ts";

/** Verdicts and tag states of every row of a snapshot under one policy. */
export class VerdictColumns {
  readonly snapshot: Snapshot;
  readonly tag: TagSpec;
  readonly authorize: Authorize;

  constructor(snapshot: Snapshot, tag: TagSpec, authorize: Authorize) {
    this.snapshot = snapshot;
    this.tag = tag;
    this.authorize = authorize;
  }

  /** Brings the columns up to the snapshot; looks only at rows that are new or changed since the last call. */
  refresh(): void {
    throw new Error("not built yet");
  }

  /** The whole verdict of one row, made on the call. */
  verdict(row: number, capability: Capability): Verdict {
    throw new Error(`not built yet: ${row} ${capability}`);
  }

  reach(row: number, capability: Capability): Reach {
    throw new Error(`not built yet: ${row} ${capability}`);
  }

  /** What to show first: the first certain blocker of a blocked node, the first doubt of an unknown one, null if reachable. */
  firstBlocker(row: number, capability: Capability): Blocker | null {
    throw new Error(`not built yet: ${row} ${capability}`);
  }

  /** The code of `firstBlocker`, from its column. */
  firstBlockerCode(row: number, capability: Capability): BlockerCode | null {
    throw new Error(`not built yet: ${row} ${capability}`);
  }

  tagState(row: number): TagState {
    throw new Error(`not built yet: ${row}`);
  }

  tagReading(row: number): TagReading {
    throw new Error(`not built yet: ${row}`);
  }

  /** Live rows per reach, as of the last `refresh`. */
  counts(capability: Capability): Readonly<Record<Reach, number>> {
    throw new Error(`not built yet: ${capability}`);
  }
}
