import { codeOfAgent } from "./agents.ts";
import { getApp } from "./apps.ts";
import { codeOfForm } from "./cado-tags.ts";
import type { CastMember } from "./cast.ts";
import { drawRow, silenceOf } from "./draw-row.ts";
import { createWorkloadDraw, type WorkloadDraw, type WorkloadPlace } from "./draw-workloads.ts";
import { InstanceColumns, type InstanceRow } from "./instance-columns.ts";
import type { Random } from "./random.ts";
import type { Workload } from "./workload.ts";

export type CellPlan = WorkloadPlace & {
  /** EC2 instances, the cast among them. */
  count: number;
  cast: readonly CastMember[];
  /** Epoch seconds. */
  now: number;
};

/** The instances of one cell, in an order that means nothing. */
export type DrawnInstances = { columns: InstanceColumns; workloads: Workload[] };

/** Draws a cell's instances: the cast first, then workload by workload until there are enough. */
export function drawInstances(plan: CellPlan, random: Random): DrawnInstances {
  const columns = new InstanceColumns(plan.count);
  const workloads: Workload[] = [];
  const draw = createWorkloadDraw(plan, random);
  const places = shuffledPlaces(plan.count, random);
  let placed = 0;
  const put = (row: InstanceRow) => columns.setRow(places[placed++] ?? 0, row);

  for (const member of plan.cast) {
    const workload = castWorkload(member, draw);
    put(castRow(member, workload, { workload: workloads.push(workload) - 1, number: member.number }, plan.now, random));
  }
  while (placed < plan.count) {
    const { workload, size } = draw.next();
    const at = workloads.push(workload) - 1;
    for (let number = 1; number <= size && placed < plan.count; number++) {
      put(drawRow(workload, { workload: at, number }, plan.now, random));
    }
  }
  return { columns, workloads };
}

function castWorkload(member: CastMember, draw: WorkloadDraw): Workload {
  const workload = draw.of(getApp(member.app), member.env ?? "prod", {
    keeper: member.keeper,
    profile: member.profile ?? "ssm",
  });
  const numbered = workload.nameStyle === "shared" && member.keeper === undefined;
  return {
    ...workload,
    nameStyle: member.style ?? (numbered ? "padded" : workload.nameStyle),
    operator: member.operator ?? workload.operator,
  };
}

function castRow(
  member: CastMember,
  workload: Workload,
  place: Pick<InstanceRow, "workload" | "number">,
  now: number,
  random: Random,
): InstanceRow {
  const quirk = member.quirk ?? "none";
  const registration = member.registration ?? "Online";
  const silent = member.silent ?? silenceOf(registration, random);
  const drawn = drawRow(workload, place, now, random);
  return {
    ...drawn,
    state: member.state ?? "running",
    registration,
    cadoForm: codeOfForm(member.form),
    agent: codeOfAgent(member.agent ?? "3.3.2299.0"),
    quirk,
    launched: quirk === "short-id" ? Date.UTC(2015, 4, 20) / 1000 : Math.min(drawn.launched, now - silent - 86_400),
    silent,
  };
}

/** 0..count-1 in random order (Fisher-Yates). */
function shuffledPlaces(count: number, random: Random): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = random.below(at + 1);
    const value = places[at] ?? 0;
    places[at] = places[other] ?? 0;
    places[other] = value;
  }
  return places;
}
