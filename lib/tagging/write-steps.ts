import "server-only";
import { kindOf } from "#lib/domain/ids.ts";
import type { TagStep } from "#lib/domain/tagging.ts";
import type { CellWork } from "./cell-work.ts";
import { valueIn } from "./goal.ts";
import { inParallel } from "./in-parallel.ts";
import type { AttemptCall } from "./job-store.ts";
import { endRun, type NodeRun } from "./node-run.ts";
import { probeRefusal } from "./probe-refusal.ts";
import { type IdResult, type SendResult, sendIsolating } from "./send-isolating.ts";
import { sendWrite } from "./send-write.ts";
import { notSent } from "./tagging-problems.ts";

/** Writes in a row without an answer after which a cell is given up. */
const PATIENT_WRITES = 2;

/** Calls for hybrid nodes under way at once; each is for one node. */
const HYBRIDS_AT_ONCE = 4;

type Group = { step: TagStep; present: string | null; isGuardable: boolean; runs: NodeRun[] };

/**
 * Sends the steps of one kind that a chunk's open runs need, one call per step and group of nodes, and sets each run's
 * progress to how it ended. Answers the calls that were made, for the record.
 */
export async function writeSteps(
  work: CellWork,
  runs: readonly NodeRun[],
  op: TagStep["op"],
  mayProbe: boolean,
): Promise<AttemptCall[]> {
  const calls: AttemptCall[] = [];
  const groups = groupBySteps(
    runs.filter((run) => run.progress === "open"),
    op,
  );
  for (const group of groups) {
    const open = group.runs.filter((run) => run.progress === "open");
    const instances = open.filter((run) => kindOf(run.id) === "ec2");
    const hybrids = open.filter((run) => kindOf(run.id) === "hybrid");
    const send = sender(work, group, calls);
    if (mayProbe) await sendProbing(work, instances, send, group.step);
    else await sendIsolating(instances, send, (run, result) => settle(run, result, group.step));
    await inParallel(hybrids, HYBRIDS_AT_ONCE, async (run) => settle(run, await send([run]), group.step));
  }
  return calls;
}

/** As `sendIsolating`, but a refusal of the whole is probed first: where nothing may be tagged that is found out once. */
async function sendProbing(work: CellWork, runs: readonly NodeRun[], send: Send, step: TagStep): Promise<void> {
  if (runs.length === 0) return;
  const answer = await send(runs);
  const settleOne = (run: NodeRun, result: IdResult | SendResult): void => settle(run, result, step);
  if (answer.result !== "refused" || answer.named.length > 0) return sendIsolating(runs, send, settleOne, answer);
  const probed = await probeRefusal(runs, answer.problem, async (run) => {
    const alone = await send([run]);
    settleOne(run, alone);
    return alone;
  });
  if (probed.tried === 0) return sendIsolating(runs, send, settleOne, answer);
  if (probed.everyOneRefused) work.givenUp = notSent(answer.problem, probed.tried);
  const rest = runs.filter((run) => run.progress === "open" && run.steps.includes(step));
  if (work.givenUp) for (const run of rest) endRun(run, "left", work.givenUp);
  else await sendIsolating(rest, send, settleOne);
}

type Send = (runs: readonly NodeRun[]) => Promise<SendResult>;

/**
 * Sends a group, unless nothing more may be sent, or another worker has the job (LostJob). Expired credentials are waited
 * out: such a call did nothing.
 */
function sender(work: CellWork, { step, present, isGuardable }: Group, calls: AttemptCall[]): Send {
  const { job } = work;
  const { patience, rules } = job.estate;
  // IAM takes another spelling for the tag itself, so a node with one cannot be told from one with ours.
  const guarded =
    rules.sessionPolicy && step.op === "create" && isGuardable
      ? job.estate.guardedClients(work.cell.account, work.cell.region, { key: step.key, value: present })
      : undefined;
  return async (runs) => {
    const ids = runs.map((run) => run.id);
    const result = await job.waitingForCredentials<SendResult>(
      async () => {
        let unclear: SendResult | undefined;
        for (;;) {
          if (!job.isSurelyOurs()) await job.makeSure();
          if (job.halt.aborted) return unclear ?? { result: "halted" };
          if (work.givenUp) return unclear ?? { result: "stopped", problem: work.givenUp, fault: "stopped" };
          let isSent = false;
          const answer = await sendWrite(guarded ?? work.cell, step, ids, patience.busyMs, () => {
            const maySend = job.isSurelyOurs();
            isSent ||= maySend;
            return maySend;
          });
          if (answer.result !== "stopped" || answer.fault !== "stopped" || job.isSurelyOurs()) return answer;
          // We stood still on the way, and it was not sent, or not sent again.
          if (isSent) unclear = { result: "uncertain", problem: answer.problem };
        }
      },
      (answer) => (answer.result === "stopped" && answer.fault === "credentials" ? answer.problem : null),
    );
    if (result.result === "halted") return result;
    calls.push(toCall(step, ids, result));
    const isSilent = result.result === "uncertain" && result.problem.code !== "ConcurrentTagAccess";
    work.unanswered = isSilent ? work.unanswered + 1 : 0;
    if (result.result === "stopped" || work.unanswered >= PATIENT_WRITES) work.givenUp ??= problemOf(result);
    return result;
  };
}

function toCall(step: TagStep, nodes: readonly string[], answer: Exclude<SendResult, { result: "halted" }>): AttemptCall {
  if (answer.result === "accepted") return { step, nodes, result: "accepted", requestId: answer.requestId };
  const { problem } = answer;
  const result = answer.result === "uncertain" ? "uncertain" : "refused";
  return { step, nodes, result, requestId: problem.requestId ?? "", problem };
}

function problemOf(result: SendResult) {
  return "problem" in result ? result.problem : undefined;
}

function settle(run: NodeRun, answer: IdResult | SendResult, step: TagStep): void {
  switch (answer.result) {
    case "accepted":
      run.requestIds.push(answer.requestId);
      run.isTouched = true;
      run.steps = run.steps.filter((other) => other !== step && !isSame(other, step));
      if (run.steps.length === 0) run.progress = "sent";
      return;
    case "halted":
      // What was sent for it already is verified; the rest goes on later.
      run.progress = "waiting";
      return;
    default:
      if (answer.result === "uncertain") run.isTouched = true;
      endRun(run, answer.result === "stopped" ? "left" : answer.result, answer.problem);
  }
}

/** The steps of one kind, each with the runs that need it and, for a create, with what is under that key now. */
function groupBySteps(runs: readonly NodeRun[], op: TagStep["op"]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const run of runs) {
    for (const step of run.steps.filter((candidate) => candidate.op === op)) {
      const present = valueIn(run.after?.found ?? [], step.key) ?? null;
      const isGuardable = kindOf(run.id) === "ec2" && (run.after?.found ?? []).every(({ key }) => key === step.key);
      const name = JSON.stringify([step.key, step.value, present, isGuardable]);
      const group = groups.get(name) ?? { step, present, isGuardable, runs: [] };
      group.runs.push(run);
      groups.set(name, group);
    }
  }
  return groups.values();
}

function isSame(one: TagStep, other: TagStep): boolean {
  return one.op === other.op && one.key === other.key && one.value === other.value;
}
