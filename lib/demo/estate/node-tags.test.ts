import { expect, test } from "vitest";
import { APPS } from "./apps.ts";
import { createEstate } from "./estate.ts";
import { TEAMS } from "./teams.ts";

const CADO = /^cadoresponsessmenabled$/i;
const SSM_TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const estate = createEstate({ instances: 6000, seed: 4, nowMs: Date.UTC(2026, 10, 20) });
const instances = estate.cells.flatMap((cell) =>
  Array.from({ length: cell.ec2Count }, (_, index) => ({ tags: cell.tags(index), instance: cell.instance(index) })),
);
const hybrids = estate.cells.flatMap((cell) =>
  Array.from({ length: cell.size - cell.ec2Count }, (_, at) => cell.tags(cell.ec2Count + at)),
);

function userTags(tags: ReadonlyMap<string, string>): string[] {
  return [...tags.keys()].filter((key) => !key.startsWith("aws:"));
}

test("an instance has 5 to 15 tags, or none, or exactly fifty of its own", () => {
  const odd = instances.filter(({ tags }) => tags.size < 5 || tags.size > 15);
  for (const { tags } of odd) expect([0, 50]).toContain(userTags(tags).length);
  expect(odd.some(({ tags }) => tags.size === 0)).toBe(true);
  expect(odd.some(({ tags }) => tags.size >= 50 && ![...tags.keys()].some((key) => CADO.test(key)))).toBe(true);
  expect(odd.some(({ tags }) => tags.size >= 50 && tags.get("CadoResponseSSMEnabled") === "True")).toBe(true);
});

test("keys and values are within EC2's lengths", () => {
  const pairs = instances.flatMap(({ tags }) => [...tags]);
  expect(pairs.filter(([key, value]) => key.length === 0 || key.length > 127 || value.length > 256)).toEqual([]);
});

test("application, team, cost centre and name belong together", () => {
  let named = 0;
  for (const { tags } of instances) {
    if (tags.size === 0) continue;
    const app = APPS.find((candidate) => candidate.app === tags.get("app"));
    const team = TEAMS.get(app?.team ?? "");
    expect(tags.get("team")).toBe(team?.team);
    expect([team?.costCenter, undefined]).toContain(tags.get("cost-center"));
    const name = tags.get("Name") ?? "";
    if (!/^[a-z0-9-]+$/.test(name) || name.startsWith("ip-") || name.startsWith("customer-")) continue;
    expect(name.startsWith(`${app?.stem}-`)).toBe(true);
    named++;
  }
  expect(named).toBeGreaterThan(4000);
});

test("the groups, stacks and clusters that own an instance are named after its workload", () => {
  const owners = { group: 0, stack: 0, cluster: 0, karpenter: 0 };
  for (const { tags, instance } of instances) {
    const stem = APPS.find((candidate) => candidate.app === tags.get("app"))?.stem;
    const group = tags.get("aws:autoscaling:groupName");
    const stack = tags.get("aws:cloudformation:stack-name");
    const cluster = tags.get("eks:cluster-name") ?? tags.get("eks:eks-cluster-name");
    if (group !== undefined) {
      owners.group++;
      expect(group).toMatch(new RegExp(`^(${stem}-.*-asg|eks-${stem}-.*|awseb-e-[0-9a-f]{10}-stack-.*)$`));
    }
    if (stack !== undefined) {
      owners.stack++;
      expect(stack).toMatch(new RegExp(`^(${stem}-|awseb-e-)`));
    }
    if (cluster !== undefined) {
      owners.cluster++;
      expect(tags.get(`kubernetes.io/cluster/${cluster}`)).toBe("owned");
    }
    if (tags.has("karpenter.sh/nodepool")) {
      owners.karpenter++;
      expect(tags.get("karpenter.sh/nodeclaim")).toContain(tags.get("karpenter.sh/nodepool"));
      if (instance.state !== "terminated") expect(tags.get("Name")).toBe(instance.privateDnsName);
    }
  }
  for (const count of Object.values(owners)) expect(count).toBeGreaterThan(50);
});

test("there are names that an interface has to be careful with", () => {
  const values = instances.flatMap(({ tags }) => [...tags.values()]);
  expect(values.some((value) => /\p{Script=Arabic}/u.test(value))).toBe(true);
  expect(values.some((value) => /\p{Script=Hebrew}/u.test(value))).toBe(true);
  expect(values.some((value) => /\p{Script=Katakana}/u.test(value))).toBe(true);
  expect(values.some((value) => value.startsWith("="))).toBe(true);
  expect(values.some((value) => value.includes("<"))).toBe(true);
});

test("hybrid nodes carry only what SSM's tags may hold, some of them the documented tag", () => {
  for (const tags of hybrids) {
    for (const text of [...tags].flat()) expect(text).toMatch(SSM_TAG);
    expect([...tags.keys()].some((key) => key.startsWith("aws:"))).toBe(false);
  }
  expect(hybrids.some((tags) => tags.get("CadoResponseSSMEnabled") === "True")).toBe(true);
  expect(hybrids.some((tags) => ![...tags.keys()].some((key) => CADO.test(key)))).toBe(true);
});
