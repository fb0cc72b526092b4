import { createCli, knowsManagedResources } from "../../scripts/aws-cli.ts";
import { startDemoHere } from "../product/start-demo-here.ts";
import type { Measures } from "../report/measures.ts";
import { heavyCell, holdToCell } from "./heavy-cell.ts";

/** The AWS CLI reads the heavy account-region alone, page after page: instances, then managed nodes. */
export async function measureCli(instances: number, measures: Measures): Promise<void> {
  const cell = heavyCell(instances);
  const demo = await startDemoHere({ instances, env: { CADO_REACH_DEMO_SHAPE: "heavy", CADO_REACH_DEMO_LATENCY: "on" } });
  const cli = await createCli(demo, cell.account);
  const ask = async (...words: string[]) => {
    const answer = await cli(cell.region, ...words);
    if (!answer.ok) throw new Error(`The AWS CLI failed: ${answer.message}`);
    return answer.json;
  };
  const hidden = knowsManagedResources() ? ["--include-managed-resources"] : [];
  const begun = performance.now();
  const ec2 = await ask("ec2", "describe-instances", "--page-size", "1000", ...hidden);
  const ec2Ms = performance.now() - begun;
  const ssm = await ask("ssm", "describe-instance-information", "--page-size", "50");
  const wallMs = performance.now() - begun;
  await demo.stop();
  const { Reservations } = ec2 as { Reservations: { Instances: { InstanceId: string }[] }[] };
  const { InstanceInformationList } = ssm as { InstanceInformationList: { InstanceId: string }[] };
  holdToCell(
    cell,
    Reservations.flatMap(({ Instances }) => Instances.map(({ InstanceId }) => InstanceId)),
    InstanceInformationList.map(({ InstanceId }) => InstanceId),
  );
  measures.add("the heavy account-region alone: wall", "aws-cli", wallMs);
  measures.add("the heavy account-region alone: instances", "aws-cli", ec2Ms);
}
