import { kindOfAccount } from "./accounts.ts";
import { APPS, type App, type Keeper } from "./apps.ts";
import { createWorkloadNames } from "./names.ts";
import type { Random } from "./random.ts";
import { createWorkload, type Workload } from "./workload.ts";

export type WorkloadPlace = { account: string; region: string; hostManagement: boolean };

/** How many instances a workload of this keeper has. */
const SIZES: Record<Keeper, readonly [low: number, high: number]> = {
  hand: [1, 8],
  terraform: [2, 60],
  stack: [2, 40],
  "auto-scaling": [3, 200],
  beanstalk: [2, 12],
  "node-group": [5, 300],
  karpenter: [5, 300],
  "eks-auto": [3, 60],
  "ecs-managed": [2, 30],
};

const ENVIRONMENTS: readonly (readonly (readonly [env: string, weight: number])[])[] = [
  [
    ["prod", 75],
    ["staging", 20],
    ["dr", 5],
  ],
  [
    ["prod", 75],
    ["test", 25],
  ],
  [
    ["dev", 60],
    ["test", 20],
    ["sandbox", 20],
  ],
];

/** How many instances a workload of the application has on average, so that its weight is its share of the instances. */
function usualSize(app: App): number {
  const means = app.keepers.map((keeper) => {
    const [low, high] = SIZES[keeper];
    return (high - low) / Math.log(high / low);
  });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

/** Workloads for one place, drawn one by one; no two have the same name. */
export type WorkloadDraw = {
  /** A workload of the kind of the account, and how many instances it would like to have. */
  next(): { workload: Workload; size: number };
  /** A workload of this application; `more` decides what would be drawn. */
  of(app: App, env: string, more: { keeper?: Keeper | undefined; profile?: "none" | "ssm" | undefined }): Workload;
};

/** Starts drawing for one place. */
export function createWorkloadDraw(place: WorkloadPlace, random: Random): WorkloadDraw {
  const nameOf = createWorkloadNames();
  const accountAt = kindOfAccount(place.account);
  const apps = APPS.map((app) => [app, (app.weights[accountAt] ?? 0) / usualSize(app)] as const);
  const environments = ENVIRONMENTS[accountAt] ?? [["prod", 1]];
  return {
    next() {
      const app = random.weighted(apps);
      const env = random.weighted(environments);
      const workload = createWorkload({ ...place, app, env, name: nameOf(app.stem, env) }, random);
      const [low, high] = SIZES[workload.keeper];
      return { workload, size: Math.round(random.logBetween(low, high)) };
    },
    of: (app, env, more) => createWorkload({ ...place, app, env, name: nameOf(app.stem, env), ...more }, random),
  };
}
