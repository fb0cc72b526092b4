import type { CellClients } from "#lib/aws/cell-clients.ts";
import type { NodeKey } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, TaggingAction } from "#lib/domain/tagging.ts";
import type { NodeRun } from "./node-run.ts";
import type { Patience } from "./tagging-estate.ts";

/** One job's work in one cell: what its steps share. */
export type CellWork = {
  readonly cell: CellClients;
  readonly action: TaggingAction;
  readonly tag: TagSpec;
  readonly patience: Patience;
  /** Aborted when the job is cancelled: nothing more is sent, what is under way ends. */
  readonly cancel: AbortSignal;
  /** Set where nothing more can be sent in this cell, with the reason. */
  halted: Problem | undefined;
  /** Records how far runs got; resolves when that is kept. */
  record(runs: readonly NodeRun[], state: OutcomeState): Promise<void>;
  onTagsRead(node: NodeKey, tags: Tags): void;
};
