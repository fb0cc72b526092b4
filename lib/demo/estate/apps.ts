import type { ImageName } from "./images.ts";

/** Who makes and replaces the instances of a workload. */
export type Keeper =
  | "hand"
  | "terraform"
  | "stack"
  | "auto-scaling"
  | "beanstalk"
  | "node-group"
  | "karpenter"
  | "eks-auto"
  | "ecs-managed";

/** What a company runs: one row per application, whose team, names, systems and sizes belong together. */
export type App = {
  app: string;
  team: string;
  /** The first part of its instances' names. */
  stem: string;
  images: readonly ImageName[];
  keepers: readonly Keeper[];
  /** Instance family and sizes, `m6i.large/xlarge`; Graviton families run the images that can. */
  types: string;
  /** How much of it runs in the prod, corp and labs accounts. */
  weights: readonly [prod: number, corp: number, labs: number];
};

type Row = readonly [
  app: string,
  team: string,
  stem: string,
  images: readonly ImageName[],
  keepers: readonly Keeper[],
  types: string,
  weights: App["weights"],
];

const ROWS: readonly Row[] = [
  ["storefront", "storefront", "web", ["al2023", "al2"], ["auto-scaling", "stack"], "m6i.large/xlarge", [12, 0, 0]],
  ["checkout-api", "payments", "api", ["al2023", "al2"], ["auto-scaling", "beanstalk"], "c6i.large/xlarge", [9, 0, 0]],
  ["settlement", "payments", "batch", ["al2", "rhel8"], ["terraform", "auto-scaling"], "m5.xlarge/2xlarge", [6, 0, 0]],
  ["ledger", "payments", "pg-ledger", ["rhel9"], ["terraform"], "r6i.2xlarge/4xlarge", [3, 0, 0]],
  ["product-search", "discovery", "search", ["ubuntu22"], ["auto-scaling"], "c6g.xlarge/2xlarge", [5, 0, 0]],
  ["search-index", "discovery", "es-data", ["ubuntu20", "ubuntu22"], ["terraform"], "i3en.xlarge/2xlarge", [4, 0, 0]],
  ["event-bus", "platform", "kafka", ["ubuntu22"], ["terraform"], "r6g.xlarge/2xlarge", [5, 0, 0]],
  ["kubernetes", "platform", "k8s", ["bottlerocket", "al2023"], ["node-group", "karpenter"], "m6g.xlarge/2xlarge", [18, 4, 8]],
  ["kubernetes-auto", "platform", "auto", ["bottlerocket"], ["eks-auto"], "c6g.large/xlarge", [3, 0, 2]],
  ["image-resizer", "storefront", "resize", ["bottlerocket"], ["ecs-managed"], "c6g.large/xlarge", [2, 0, 0]],
  ["metrics", "sre", "prometheus", ["al2023"], ["terraform"], "r6g.large/xlarge", [3, 1, 0]],
  ["log-shipper", "sre", "logs", ["al2023"], ["auto-scaling"], "t3.medium/large", [4, 1, 0]],
  ["ci-runners", "devex", "ci-runner", ["ubuntu24", "ubuntu22"], ["auto-scaling", "karpenter"], "c6i.xlarge/2xlarge", [1, 1, 9]],
  ["ios-builds", "mobile", "mac-ci", ["mac14", "mac13"], ["terraform", "hand"], "mac2.metal", [0, 0, 3]],
  ["warehouse-etl", "data", "etl", ["al2", "al2023"], ["stack", "auto-scaling"], "r5.xlarge/2xlarge", [6, 0, 0]],
  ["feature-store", "ml", "features", ["ubuntu22"], ["terraform"], "m6g.large/xlarge", [2, 0, 3]],
  ["model-training", "ml", "train", ["ubuntu22", "ubuntu24"], ["hand", "terraform"], "g5.xlarge/2xlarge", [0, 0, 8]],
  ["notebooks", "ml", "jupyter", ["ubuntu22"], ["hand"], "t3.large/xlarge", [0, 0, 7]],
  ["bastion", "network", "bastion", ["al2023", "al2"], ["terraform"], "t3.micro/small", [2, 2, 1]],
  ["remote-access", "network", "vpn", ["debian12", "ubuntu20"], ["hand", "terraform"], "c5.large/xlarge", [1, 4, 0]],
  ["inspection", "network", "fw", ["al2"], ["stack"], "c5.xlarge/2xlarge", [2, 2, 0]],
  ["active-directory", "corp-it", "win-dc", ["win2019", "win2022"], ["terraform", "hand"], "m5.large/xlarge", [0, 6, 0]],
  ["file-server", "corp-it", "win-fs", ["win2016", "win2019"], ["hand"], "m5.large/2xlarge", [0, 6, 0]],
  ["intranet", "corp-it", "iis", ["win2022"], ["auto-scaling", "beanstalk"], "m5.large/xlarge", [0, 8, 0]],
  ["virtual-desktop", "corp-it", "vdi", ["win2019"], ["stack"], "t3.large/xlarge", [0, 7, 0]],
  ["erp-database", "erp", "erp-sql", ["win2022sql"], ["terraform"], "r5.2xlarge/4xlarge", [0, 4, 0]],
  ["sap-s4", "erp", "sap-app", ["sles15"], ["stack", "terraform"], "r5.4xlarge/8xlarge", [0, 4, 0]],
  ["crm", "crm", "legacy-crm", ["centos7", "rhel8"], ["hand"], "m4.large/xlarge", [0, 4, 0]],
  ["sandbox", "research", "sandbox", ["ubuntu24", "al2023", "win2022"], ["hand"], "t3.small/medium", [0, 1, 9]],
];

/** Every application of the company. */
export const APPS: readonly App[] = ROWS.map(([app, team, stem, images, keepers, types, weights]) => ({
  app,
  team,
  stem,
  images,
  keepers,
  types,
  weights,
}));

/** The application of that name. Throws where there is none. */
export function getApp(name: string): App {
  const app = APPS.find((candidate) => candidate.app === name);
  if (app === undefined) throw new Error(`There is no application ${name}.`);
  return app;
}
