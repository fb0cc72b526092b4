import type { Partition } from "#lib/domain/partition.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";

const MADE = new WeakMap<Snapshot, Map<string, VerdictColumns>>();

/**
 * The verdicts of a snapshot under one of the policy variants, for the tag that the server asks for. Made once per
 * snapshot, variant, tag and partition, and shared by the screens; `refresh` them before reading.
 */
export function variantVerdicts(snapshot: Snapshot, variant: VariantName): VerdictColumns {
  const partition: Partition = snapshot.cells[0]?.partition ?? "aws";
  const key = JSON.stringify([variant, partition, snapshot.tag.key, snapshot.tag.value]);
  let made = MADE.get(snapshot);
  if (made === undefined) {
    made = new Map();
    MADE.set(snapshot, made);
  }
  let verdicts = made.get(key);
  if (verdicts === undefined) {
    const policy = renderVariant({ variant, partition, tag: snapshot.tag });
    verdicts = new VerdictColumns(snapshot, snapshot.tag, createAuthorize({ identity: [policy] }));
    made.set(key, verdicts);
  }
  return verdicts;
}
