import "server-only";
import { AwsError, type AwsFault, toAwsError } from "#lib/aws/aws-problem.ts";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import { listInstances } from "#lib/aws/instance-pages.ts";
import type { Ec2Node } from "#lib/aws/read-instances.ts";
import type { Reading } from "#lib/aws/reading.ts";
import { listManaged } from "#lib/aws/ssm-pages.ts";
import { readHybridTags, readTags } from "#lib/aws/tag-reads.ts";
import { turns } from "#lib/aws/turns.ts";
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
  reading: Reading;
  signal: AbortSignal;
  /** How long instances wait for what SSM tells of them, so that a row is sent once and not twice. */
  holdMs: number;
  /** Called after every answer of AWS. */
  onProgress(): void;
};

/** Rows that are joined and sent in one go: a few milliseconds. */
const SLICE = 250;

/**
 * Reads one cell: EC2's list and SSM's at the same time, then what they leave open (tags of instances that came without
 * any, tags of hybrid nodes). Each list fails by itself; the worse end names the cell. Never throws.
 */
export async function sweepCell({ clients, rows, reading, signal, holdMs, onProgress }: SweepCell): Promise<CellEnd> {
  const notes = new Set<string>();
  const onNote = (note: string): void => {
    notes.add(note);
  };
  const throttledBefore = clients.pacing.throttles;
  const expected = rows.known;
  const pause = (): Promise<void> => turns.take();
  const ssmEnded = Promise.withResolvers<void>();
  let held: Promise<void> | undefined;
  let holdTimer: NodeJS.Timeout | undefined;

  const readEc2 = async (): Promise<void> => {
    const untagged: InstanceId[] = [];
    const onPage = async (page: readonly Ec2Node[], askedAtMs: number): Promise<void> => {
      held ??= Promise.race([
        ssmEnded.promise,
        new Promise<void>((resolve) => {
          holdTimer = setTimeout(resolve, holdMs);
        }),
      ]);
      await held;
      for (const node of page) if (node.tags === null) untagged.push(node.id);
      for (let at = 0; at < page.length; at += SLICE) {
        await pause();
        rows.addInstances(page.slice(at, at + SLICE), askedAtMs);
      }
      onProgress();
    };
    await listInstances(clients, { reading, signal, expected, onPage, onNote });
    rows.endInstances("whole");
    onProgress();
    await confirmUntagged(clients, rows, untagged, signal, onNote);
  };

  const readSsm = async (): Promise<void> => {
    await listManaged(clients, {
      reading,
      signal,
      expected,
      onNote,
      async onPage(page) {
        for (let at = 0; at < page.length; at += SLICE) {
          if (at > 0) await pause();
          rows.addManaged(page.slice(at, at + SLICE));
        }
        onProgress();
      },
    });
    await rows.endManaged("whole", pause);
    ssmEnded.resolve();
    onProgress();
    await readTagsOfHybrids(clients, rows, signal, onNote);
  };

  const [ec2, ssm] = await Promise.all([
    attempt(readEc2, clients, "ec2:DescribeInstances"),
    attempt(readSsm, clients, "ssm:DescribeInstanceInformation").finally(() => ssmEnded.resolve()),
  ]);
  clearTimeout(holdTimer);
  // After a list that was read whole these change nothing.
  rows.endInstances("broken");
  await rows.endManaged("broken", pause);

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
const HYBRIDS_AT_ONCE = 8;

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
