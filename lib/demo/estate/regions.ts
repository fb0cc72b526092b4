/** `not-opted-in` regions exist only for DescribeRegions with AllRegions; the estate has no cell there. */
export type EstateRegion = { name: string; optIn: "opt-in-not-required" | "opted-in" | "not-opted-in" };

const DEFAULT = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "ap-south-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "eu-north-1",
  "sa-east-1",
];

/** Sixteen regions that every account has, one that was opted in, and some that were not. Same for the three accounts. */
export const REGIONS: readonly EstateRegion[] = [
  ...DEFAULT.map((name) => ({ name, optIn: "opt-in-not-required" }) as const),
  { name: "eu-south-1", optIn: "opted-in" },
  ...["af-south-1", "ap-east-1", "eu-central-2", "eu-south-2", "il-central-1", "me-central-1"].map(
    (name) => ({ name, optIn: "not-opted-in" }) as const,
  ),
];

/** The regions in which the estate has cells, 17. */
export const ENABLED_REGIONS: readonly string[] = REGIONS.filter((region) => region.optIn !== "not-opted-in").map(
  (region) => region.name,
);
