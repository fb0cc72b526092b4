import { drawAgent } from "./agents.ts";
import type { Keeper } from "./apps.ts";
import { codeOfForm, drawForm } from "./cado-tags.ts";
import type { EstateInstanceState } from "./instance.ts";
import type { InstanceRow, Quirk, Registration } from "./instance-columns.ts";
import type { Random } from "./random.ts";
import type { Workload } from "./workload.ts";

type Weighted<T> = readonly (readonly [item: T, weight: number])[];

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Groups replace what they stop, people stop what they keep. */
const REPLACED_STATES: Weighted<EstateInstanceState> = [
  ["running", 960],
  ["terminated", 24],
  ["shutting-down", 8],
  ["pending", 8],
];
const KEPT_STATES: Weighted<EstateInstanceState> = [
  ["running", 850],
  ["stopped", 130],
  ["terminated", 12],
  ["stopping", 4],
  ["pending", 2],
  ["shutting-down", 2],
];
const REGISTRATIONS: Weighted<Registration> = [
  ["Online", 938],
  ["ConnectionLost", 58],
  ["Inactive", 4],
];
const HAND_QUIRKS: Weighted<Quirk> = [
  ["none", 900],
  ["unnamed", 40],
  ["no-tags", 18],
  ["long-name", 14],
  ["short-id", 10],
  ["unicode", 6],
  ["right-to-left", 6],
  ["markup", 2],
  ["formula", 2],
  ["fifty-tags", 2],
];

/** How long its keepers let an instance live, in seconds. */
const LIFETIMES: Record<Keeper, readonly [low: number, high: number]> = {
  hand: [DAY, 1500 * DAY],
  terraform: [DAY, 900 * DAY],
  stack: [DAY, 700 * DAY],
  "auto-scaling": [2 * HOUR, 120 * DAY],
  beanstalk: [2 * HOUR, 90 * DAY],
  "node-group": [HOUR, 30 * DAY],
  karpenter: [HOUR, 14 * DAY],
  "eks-auto": [HOUR, 21 * DAY],
  "ecs-managed": [HOUR, 14 * DAY],
};

/** Draws the facts of one instance of a workload. `now` is in epoch seconds. */
export function drawRow(
  workload: Workload,
  place: Pick<InstanceRow, "workload" | "number">,
  now: number,
  random: Random,
): InstanceRow {
  const kept = workload.keeper === "hand" || workload.keeper === "terraform" || workload.keeper === "stack";
  const registration = random.chance(workload.registered) ? random.weighted(REGISTRATIONS) : "none";
  const quirk = workload.keeper === "hand" ? random.weighted(HAND_QUIRKS) : random.chance(0.0004) ? "fifty-tags" : "none";
  const [youngest, oldest] = LIFETIMES[workload.keeper];
  const form = drawForm(random, workload.adoption);
  const silent = silenceOf(registration, random);
  return {
    ...place,
    state: random.weighted(kept ? KEPT_STATES : REPLACED_STATES),
    registration,
    cadoForm: codeOfForm(quirk === "no-tags" ? "absent" : form),
    agent: drawAgent(random),
    quirk,
    launched: launchedAt(quirk, now, Math.max(Math.round(random.logBetween(youngest, oldest)), silent + HOUR), random),
    silent,
  };
}

/** Seconds since the last ping: from six minutes, one heartbeat missed, to six weeks. */
export function silenceOf(registration: Registration, random: Random): number {
  if (registration === "ConnectionLost") return Math.round(random.logBetween(6 * 60, 42 * DAY));
  if (registration === "Inactive") return Math.round(random.logBetween(45 * DAY, 300 * DAY));
  return 0;
}

/** Instances have had long ids since the beginning of 2016. */
function launchedAt(quirk: Quirk, now: number, age: number, random: Random): number {
  if (quirk === "short-id") return Date.UTC(2013, 0, 1) / 1000 + random.below(3 * 365 * DAY);
  return now - age;
}
