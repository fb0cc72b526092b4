import type { EstateCell } from "../../lib/demo/estate/cell.ts";
import type { Estate } from "../../lib/demo/estate/estate.ts";
import type { TagSpec } from "../../lib/domain/tag-spec.ts";
import { readTagState } from "../../lib/domain/tag-state.ts";

/** One node of the stand-in, with the document of its platform. */
export type SampledNode = {
  account: string;
  region: string;
  id: string;
  tags: Readonly<Record<string, string>>;
  document: "AWS-RunShellScript" | "AWS-RunPowerShellScript";
  isHybrid: boolean;
  /** As SSM lists it now: `Online`, `ConnectionLost`, …; null: not at all. */
  ping: string | null;
};

/**
 * `count` nodes of one account, spread as evenly as they come over tag states, platforms, kinds and ping states; the
 * same for the same seed. Without those of the region that the organization denies, and those with two spellings of the
 * key, of which AWS says no more than that the result is unexpected.
 */
export function sampleNodes(estate: Estate, account: string, tag: TagSpec, count: number, seed: number): readonly SampledNode[] {
  const { deniedCell } = estate;
  const cells = estate.cells.filter(
    (cell) => cell.account === account && !(cell.account === deniedCell.account && cell.region === deniedCell.region),
  );
  const nodes = cells.flatMap(nodesOf).filter((node) => readTagState(node.tags, tag).state !== "conflicting-variants");
  const groups = [...Map.groupBy(nodes, (node) => groupOf(node, tag)).values()];
  const sample: SampledNode[] = [];
  for (let round = 0; sample.length < Math.min(count, nodes.length); round += 1) {
    for (const group of groups) {
      const node = group[(seed * 7919 + round) % group.length];
      if (node !== undefined && round < group.length && sample.length < count) sample.push(node);
    }
  }
  return sample;
}

function groupOf(node: SampledNode, tag: TagSpec): string {
  return [readTagState(node.tags, tag).state, node.document, node.isHybrid, node.ping].join(" ");
}

function nodesOf(cell: EstateCell): readonly SampledNode[] {
  return Array.from({ length: cell.size }, (_, row) => row)
    .filter((row) => cell.exists(row))
    .map((row) => {
      const isHybrid = row >= cell.ec2Count;
      const ssm = cell.ssm(row);
      const isWindows = ssm === null ? !isHybrid && cell.instance(row).platform === "windows" : ssm.platformType === "Windows";
      return {
        account: cell.account,
        region: cell.region,
        id: cell.id(row),
        tags: Object.fromEntries(cell.tags(row)),
        document: isWindows ? "AWS-RunPowerShellScript" : "AWS-RunShellScript",
        isHybrid,
        ping: ssm?.pingStatus ?? null,
      };
    });
}
