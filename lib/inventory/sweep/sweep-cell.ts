import "server-only";
import { AwsError, type AwsFault, toAwsError } from "#lib/aws/aws-problem.ts";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import { instancePages } from "#lib/aws/instance-pages.ts";
import { ssmPages } from "#lib/aws/ssm-pages.ts";
import { readHybridTags, readTags } from "#lib/aws/tag-reads.ts";
import type { CellState } from "#lib/domain/cell.ts";
import type { InstanceId } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { CellRows } from "./cell-rows.ts";

export type CellEnd = {
  state: Extract<CellState, "read" | "denied" | "disabled" | "failed" | "stopped">;
  problem?: Problem;
  notes: readonly string[];
};

export type SweepCell = {
  clients: CellClients;
  rows: CellRows;
  signal: AbortSignal;
  /** Called after every answer of AWS. */
  onProgress(): void;
};

/**
 * Reads one cell: EC2's list and SSM's at the same time, then what they leave open (tags of instances that came without
 * any, tags of hybrid nodes). Each list fails by itself; the worse end names the cell. Never throws.
 */
export async function sweepCell({ clients, rows, signal, onProgress }: SweepCell): Promise<CellEnd> {
  const notes = new Set<string>();
  const onNote = (note: string): void => {
    notes.add(note);
  };
  const throttledBefore = clients.pacing.throttles;

  const readEc2 = async (): Promise<void> => {
    const untagged: InstanceId[] = [];
    let askedAtMs = Date.now();
    for await (const page of instancePages(clients, { signal, onNote })) {
      rows.addInstances(page, askedAtMs);
      for (const node of page) if (node.tags === null) untagged.push(node.id);
      askedAtMs = Date.now();
      onProgress();
    }
    rows.endInstances("whole");
    onProgress();
    await confirmUntagged(clients, rows, untagged, signal, onNote);
  };

  const readSsm = async (): Promise<void> => {
    for await (const page of ssmPages(clients, { signal, onNote })) {
      rows.addManaged(page);
      onProgress();
    }
    rows.endManaged("whole");
    onProgress();
    await readTagsOfHybrids(clients, rows, signal, onNote);
  };

  const [ec2, ssm] = await Promise.all([
    attempt(readEc2, clients, "ec2:DescribeInstances"),
    attempt(readSsm, clients, "ssm:DescribeInstanceInformation"),
  ]);
  // After a list that was read whole these change nothing.
  rows.endInstances("broken");
  rows.endManaged("broken");

  const throttled = clients.pacing.throttles - throttledBefore;
  if (throttled > 0) onNote(`AWS throttled ${throttled} ${throttled === 1 ? "request" : "requests"} here; reading slowed down.`);
  const failures = [ec2, ssm].filter((error) => error !== null);
  const [worst, other] = failures.sort((a, b) => WORST_FIRST.indexOf(a.fault) - WORST_FIRST.indexOf(b.fault));
  if (other && other.problem.title !== worst?.problem.title) onNote(other.problem.title);
  if (!worst) return { state: "read", notes: [...notes] };
  return { state: stateOf(worst.fault), problem: worst.problem, notes: [...notes] };
}

/** The cell's state after a fault. */
export function stateOf(fault: AwsFault): CellEnd["state"] {
  if (fault === "denied") return "denied";
  if (fault === "region-disabled") return "disabled";
  return fault === "stopped" ? "stopped" : "failed";
}

/** Which of two failures names the cell: the one that says most about what to do. */
const WORST_FIRST: readonly AwsFault[] = ["stopped", "region-disabled", "credentials", "denied"];

async function attempt(read: () => Promise<void>, { account, region }: CellClients, action: string): Promise<AwsError | null> {
  try {
    await read();
    return null;
  } catch (error) {
    const failure = toAwsError(error, { action, account, region });
    if (failure.fault === "unexpected") console.error(`Reading ${account} ${region} failed:`, error);
    return failure;
  }
}

/**
 * DescribeInstances has been seen to leave the tags of some instances out (cloud-custodian issues 252, 10909, 11064), so
 * an instance counts as untagged only when DescribeTags says so too.
 */
async function confirmUntagged(
  clients: CellClients,
  rows: CellRows,
  ids: readonly InstanceId[],
  signal: AbortSignal,
  onNote: (note: string) => void,
): Promise<void> {
  if (ids.length === 0) return;
  const askedAtMs = Date.now();
  try {
    rows.addTags(await readTags(clients, ids, signal), askedAtMs);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    onNote(`${error.problem.title} Instances that came without tags are shown as not read.`);
  }
}

/** Hybrid nodes whose tags are asked for at the same time; the pacer says how fast. */
const HYBRIDS_AT_ONCE = 4;

/** One call a node. What cannot be read stays unread, with a note; the rest of the cell does not depend on it. */
async function readTagsOfHybrids(
  clients: CellClients,
  rows: CellRows,
  signal: AbortSignal,
  onNote: (note: string) => void,
): Promise<void> {
  const ids = rows.hybridIds().values();
  let refused = false;
  const readNext = async (): Promise<void> => {
    // All of them take from the same iterator.
    for (const id of ids) {
      if (refused) return;
      const askedAtMs = Date.now();
      try {
        rows.addTags(new Map([[id, await readHybridTags(clients, id, signal)]]), askedAtMs);
      } catch (error) {
        if (!(error instanceof AwsError) || error.fault === "stopped") throw error;
        onNote(`${error.problem.title} Tags of hybrid nodes are shown as not read.`);
        refused ||= isRefusal(error);
      }
    }
  };
  await Promise.all(Array.from({ length: HYBRIDS_AT_ONCE }, readNext));
}

/** Answers that every other node of the cell would get too. */
function isRefusal(error: unknown): error is AwsError {
  return error instanceof AwsError && (error.fault === "denied" || error.fault === "unsupported");
}
