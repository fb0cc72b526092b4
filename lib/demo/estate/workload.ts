import type { App, Keeper } from "./apps.ts";
import { drawAdoption } from "./cado-tags.ts";
import { IMAGES, type Image } from "./images.ts";
import type { EstateInstance, EstateOperator } from "./instance.ts";
import { keeperTags, type TagPair } from "./keeper-tags.ts";
import { hexDigits, pickAt, type Random } from "./random.ts";
import { getTeam } from "./teams.ts";

/** Instances that were made alike: one application in one environment, kept by one keeper. */
export type Workload = {
  app: App;
  env: string;
  keeper: Keeper;
  /** `web-orders-prod`. One cell has no two of the same name. */
  name: string;
  nameStyle: "padded" | "plain" | "shared" | "dns" | "none";
  image: Image;
  instanceTypes: readonly string[];
  /** The tags that all its instances carry, but for Cado's and the Name. */
  tags: readonly TagPair[];
  imageId: string;
  profile: EstateInstance["instanceProfile"];
  keyName: string | null;
  operator: EstateOperator | null;
  /** How many of its running instances registered with SSM, 0 to 1. */
  registered: number;
  /** How many of its instances carry Cado's tag as documented, 0 to 1. */
  adoption: number;
  /** Any number, different from workload to workload: made-up identifiers follow from it. */
  serial: number;
};

/** What is decided before a workload is drawn; what is left out is drawn too. */
export type WorkloadPlan = {
  account: string;
  region: string;
  /** Default host management is on: an instance without a profile registers with SSM too. */
  hostManagement: boolean;
  app: App;
  env: string;
  name: string;
  keeper?: Keeper | undefined;
  /** "ssm": an instance profile with what SSM needs. */
  profile?: "none" | "ssm" | undefined;
};

const OPERATORS: Partial<Record<Keeper, EstateOperator>> = {
  "eks-auto": { principal: "eks.amazonaws.com", hiddenByDefault: true },
  "ecs-managed": { principal: "ecs.amazonaws.com", hiddenByDefault: true },
};

/** With a Name and two spellings of Cado's tag it is still 15 at most. */
const MOST_TAGS = 11;

/** Draws what the plan leaves open. */
export function createWorkload(plan: WorkloadPlan, random: Random): Workload {
  const { app, env, name } = plan;
  const serial = random.uint32();
  const keeper = plan.keeper ?? random.pick(app.keepers);
  const image: Image = IMAGES[random.pick(app.images)];
  const operator = OPERATORS[keeper] ?? null;
  const profile = plan.profile ?? (random.chance(keeper === "hand" ? 0.16 : 0.04) ? "none" : "ssm");

  return {
    app,
    env,
    keeper,
    name,
    nameStyle: nameStyleOf(keeper, random),
    image,
    instanceTypes: instanceTypesOf(app.types),
    tags: workloadTags(plan, keeper, serial, random),
    imageId: `ami-0${hexDigits(16, serial, 11)}`,
    profile: profile === "none" ? null : instanceProfile(plan.account, profileName(keeper, app, serial)),
    keyName: keeper === "hand" || random.chance(0.3) ? `${app.team}-${env}` : null,
    operator,
    registered: registeredShare(operator, profile, plan.hostManagement, random),
    adoption: drawAdoption(random),
    serial,
  };
}

function instanceTypesOf(types: string): readonly string[] {
  const [family = "", sizes = ""] = types.split(".");
  return sizes.split("/").map((size) => `${family}.${size}`);
}

function nameStyleOf(keeper: Keeper, random: Random): Workload["nameStyle"] {
  if (keeper === "karpenter") return "dns";
  if (keeper === "eks-auto" || keeper === "ecs-managed") return "none";
  if (keeper === "node-group" || keeper === "beanstalk") return "shared";
  return random.weighted([
    ["padded", 6],
    ["plain", 3],
    ["shared", keeper === "auto-scaling" ? 3 : 0],
  ]);
}

function profileName(keeper: Keeper, app: App, serial: number): string {
  if (keeper === "node-group") return `eks-${hexDigits(8, serial, 7)}-node`;
  if (keeper === "hand") return "AmazonSSMRoleForInstancesQuickSetup";
  return `${app.team}-${app.stem}-instance`;
}

function instanceProfile(account: string, name: string): { arn: string; id: string } {
  const seed = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), Number(account));
  return {
    arn: `arn:aws:iam::${account}:instance-profile/${name}`,
    id: `AIPA${hexDigits(17, seed).toUpperCase()}`,
  };
}

/** Service-managed nodes come without an agent; elsewhere some profiles lack SSM's permissions, and nobody noticed. */
function registeredShare(operator: EstateOperator | null, profile: "none" | "ssm", hostManagement: boolean, random: Random) {
  if (operator !== null) return 0;
  if (profile === "none") return hostManagement ? 0.92 : 0;
  return random.chance(0.04) ? 0 : 0.975;
}

function workloadTags(plan: WorkloadPlan, keeper: Keeper, serial: number, random: Random): TagPair[] {
  const { app, env } = plan;
  const team = getTeam(app.team);
  const kept = keeperTags({ ...plan, keeper, serial });
  const base: TagPair[] = [
    ["env", env],
    ["team", team.team],
    ["owner", keeper === "hand" ? `${pickAt(team.people, serial)}@example.com` : team.owner],
    ["cost-center", team.costCenter],
    ["app", app.app],
  ];
  const more: TagPair[] = [
    ["version", `${(serial % 9) + 1}.${(serial >>> 8) % 30}.${(serial >>> 16) % 12}`],
    ["backup", random.pick(["daily-35d", "weekly-90d", "none"])],
    ["data-classification", random.pick(["public", "internal", "confidential"])],
    ["business-unit", team.businessUnit],
    ["Environment", env === "prod" ? "Production" : "Non-Production"],
    ["CostCenter", team.costCenter.replace("CC-", "")],
    ["Patch Group", `${env}-${random.pick(["a", "b"])}`],
    ["schedule", random.pick(["always-on", "office-hours"])],
  ];
  const wanted = Math.min(random.below(6), Math.max(0, MOST_TAGS - base.length - kept.length));
  const first = random.below(more.length);
  return [...base, ...kept, ...more.map((_, place) => pickAt(more, first + place)).slice(0, wanted)];
}
