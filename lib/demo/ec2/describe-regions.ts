import { requireAllowed } from "../identity/authorise.ts";
import { element } from "../protocol/xml.ts";
import { ServiceError } from "../service-error.ts";
import { EC2_BUCKETS } from "../throttle/bucket-size.ts";
import { endDryRun } from "./dry-run.ts";
import { readFilters } from "./filters.ts";
import type { Ec2Operation } from "./operation.ts";

const FILTERS = ["endpoint", "opt-in-status", "region-name"];

/** Enabled regions, or with AllRegions every one. No pages. */
export const describeRegions: Ec2Operation = {
  parameters: /^(RegionName\.\d+|Filter\.\d+\.(Name|Value\.\d+)|AllRegions|DryRun)$/,
  bucket: () => EC2_BUCKETS.nonMutating,
  run(call, parameters) {
    const filters = readFilters(parameters, (name) => FILTERS.includes(name));
    const names = parameters.list("RegionName");
    requireAllowed(call, { action: "ec2:DescribeRegions", resource: "*", named: null });
    endDryRun(parameters);
    const regions = call.world.estate.regions.map(({ name, optIn }) => ({
      "region-name": name,
      "opt-in-status": optIn,
      endpoint: `ec2.${name}.amazonaws.com`,
    }));
    const unknown = names.filter((name) => !regions.some((region) => region["region-name"] === name));
    if (unknown.length > 0) {
      throw new ServiceError("InvalidParameterValue", `Invalid region names provided: '${unknown.join(", ")}'`);
    }
    const all = parameters.flag("AllRegions");
    const items = regions
      .filter((region) => all || region["opt-in-status"] !== "not-opted-in")
      .filter((region) => names.length === 0 || names.includes(region["region-name"]))
      .filter((region) => filters.every(({ name, matches }) => matches(valueIn(region, name))))
      .map(
        (region) =>
          `<item>${element("regionName", region["region-name"])}${element("regionEndpoint", region.endpoint)}${element("optInStatus", region["opt-in-status"])}</item>`,
      );
    return `<regionInfo>${items.join("")}</regionInfo>`;
  },
};

function valueIn(region: Readonly<Record<string, string>>, name: string): string {
  return region[name] ?? "";
}
