import { DescribeInstancesCommand, EC2Client, type Instance } from "@aws-sdk/client-ec2";
import { DescribeInstanceInformationCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { DemoReady } from "../../e2e/demo-process.ts";
import { startDemoHere } from "../product/start-demo-here.ts";
import type { Measures } from "../report/measures.ts";
import { heavyCell, holdToCell } from "./heavy-cell.ts";

const IDS_A_CALL = 50;

/**
 * Reads the heavy account-region alone as Cloud Custodian's `ssm` filter does: every page of instances, then their SSM
 * information for 50 ids a call, one call after the other (c7n/resources/ec2.py, SsmStatus.resolve).
 */
export async function measureSerialJoin(instances: number, measures: Measures): Promise<void> {
  const cell = heavyCell(instances);
  const demo = await startDemoHere({ instances, env: { CADO_REACH_DEMO_SHAPE: "heavy", CADO_REACH_DEMO_LATENCY: "on" } });
  const options = { region: cell.region, endpoint: demo.aws.endpoint, credentials: await credentialsIn(demo, cell.account) };
  const ec2 = new EC2Client(options);
  const ssm = new SSMClient(options);
  const begun = performance.now();
  const found: Instance[] = [];
  let token: string | undefined;
  do {
    const page = await ec2.send(
      new DescribeInstancesCommand({ MaxResults: 1000, NextToken: token, IncludeManagedResources: true }),
    );
    found.push(...(page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  const ids = found.map(({ InstanceId = "" }) => InstanceId);
  const managed: string[] = [];
  for (let from = 0; from < ids.length; from += IDS_A_CALL) {
    const Filters = [{ Key: "InstanceIds", Values: ids.slice(from, from + IDS_A_CALL) }];
    const page = await ssm.send(new DescribeInstanceInformationCommand({ Filters, MaxResults: 50 }));
    managed.push(...(page.InstanceInformationList ?? []).map(({ InstanceId = "" }) => InstanceId));
  }
  const wallMs = performance.now() - begun;
  await demo.stop();
  // By the ids of instances one finds no hybrid node.
  const hybrids = Array.from({ length: cell.size - cell.ec2Count }, (_, at) => cell.id(cell.ec2Count + at));
  holdToCell(cell, ids, [...managed, ...hybrids.filter((id) => cell.ssm(cell.indexOf(id)) !== null)]);
  measures.add("the heavy account-region alone: wall", "serial-join", wallMs);
}

async function credentialsIn({ aws }: DemoReady, account: string) {
  const { endpoint, accessKeyId, secretAccessKey, region, accounts } = aws;
  const own = { accessKeyId, secretAccessKey };
  const RoleArn = accounts.find(({ id }) => id === account)?.roleArn;
  if (!RoleArn) return own;
  const sts = new STSClient({ region, endpoint, credentials: own });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "bench" }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
}
