import { expect, test } from "vitest";
import {
  type AccountId,
  type InstanceId,
  parseAccountId,
  parseInstanceId,
  parseRegionName,
  type RegionName,
} from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { Verdict } from "#lib/domain/verdict.ts";
import { conditionChain } from "./condition-chain.ts";
import { verdictSentence } from "./verdict-sentence.ts";

const node: Node = {
  partition: "aws",
  account: valid<AccountId>(parseAccountId("111111111111")),
  region: valid<RegionName>(parseRegionName("eu-west-1")),
  id: valid<InstanceId>(parseInstanceId("i-0f3a9c10000000001")),
  kind: "ec2",
  name: "web",
  state: "running",
  platform: "linux",
  platformName: "Amazon Linux 2023",
  ssm: "connection-lost",
  lastPing: null,
  agentVersion: "3.3.1",
  tags: { CadoResponseSSMEnabled: "true" },
  instanceType: "",
  privateIp: "",
  instanceProfile: "",
  launched: null,
  managedBy: "",
};

function valid<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the test's own id is not valid");
  return value;
}

const BLOCKED: Verdict = {
  verdict: "blocked",
  blockers: [
    { code: "platform-unread", layer: "platform", effect: "unknown" },
    { code: "tag-wrong-value", layer: "tag", effect: "blocks", key: "CadoResponseSSMEnabled", value: "true" },
  ],
};
const REACHABLE: Verdict = { verdict: "reachable", blockers: [] };
const UNKNOWN: Verdict = { verdict: "unknown", blockers: [{ code: "tags-unread", layer: "tag", effect: "unknown" }] };
const reading = readTagState(node.tags, DOCUMENTED_TAG);
const chainOf = (verdict: Verdict) => conditionChain(node, "run-command", verdict, reading, DOCUMENTED_TAG);

test("every condition is listed in order, met where nothing stands in its way, and never met where that is not known", () => {
  expect(chainOf(BLOCKED).map(({ layer, standing }) => `${layer} ${standing}`)).toEqual([
    "partition met",
    "state met",
    "ssm met",
    "platform unknown",
    "tag unmet",
    "policy met",
  ]);
  expect(chainOf(REACHABLE).every(({ standing }) => standing === "met")).toBe(true);
});

test("each condition has the fact behind it", () => {
  expect(chainOf(BLOCKED).map(({ fact }) => fact)).toEqual([
    "aws",
    "running",
    "connection-lost, agent 3.3.1",
    "linux, Amazon Linux 2023",
    "true (case)",
    "",
  ]);
});

test.each([
  [REACHABLE, /^Cado can use Run Command on this node\.$/],
  [BLOCKED, /^Cado cannot use Run Command on this node\. The tag .* has the value "true".* One more thing stands in the way\.$/],
  [UNKNOWN, /^It is not known whether Cado can use Run Command on this node\. .*could not be read/],
])("the sentence of a verdict says what is certain, and names a certain reason before a doubtful one", (verdict, words) => {
  expect(verdictSentence(verdict, "run-command", DOCUMENTED_TAG)).toMatch(words);
});
