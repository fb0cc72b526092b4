import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { DOCUMENTED_TAG, type TagSpec } from "#lib/domain/tag-spec.ts";
import { durabilitySnippets, type NodeSource } from "./durability-snippet.ts";

const SOURCE: NodeSource = {
  kind: "auto-scaling-group",
  name: "web",
  account: "111111111111",
  region: "eu-west-1",
  logicalIds: [],
  nodeClass: null,
};
const texts = (source: Partial<NodeSource>, tag: TagSpec = DOCUMENTED_TAG) =>
  durabilitySnippets({ ...SOURCE, ...source }, tag).map(({ text }) => text);

describe("durabilitySnippets", () => {
  it.each<[what: string, source: Partial<NodeSource>, expected: readonly string[]]>([
    [
      "an Auto Scaling group",
      {},
      [
        "aws autoscaling create-or-update-tags --tags ResourceId=web,ResourceType=auto-scaling-group,Key=CadoResponseSSMEnabled,Value=True,PropagateAtLaunch=true --region eu-west-1",
      ],
    ],
    [
      "an Auto Scaling group of a template",
      { logicalIds: ["WebGroup", "WebGroup"] },
      [
        "aws autoscaling create-or-update-tags --tags ResourceId=web,ResourceType=auto-scaling-group,Key=CadoResponseSSMEnabled,Value=True,PropagateAtLaunch=true --region eu-west-1",
        `Resources:
  WebGroup:
    Properties:
      Tags:
        - Key: "CadoResponseSSMEnabled"
          Value: "True"
          PropagateAtLaunch: true`,
      ],
    ],
    [
      "a CloudFormation stack",
      { kind: "cloudformation-stack", logicalIds: ["Web", "Db"] },
      [
        `Resources:
  Db:
    Properties:
      Tags:
        - Key: "CadoResponseSSMEnabled"
          Value: "True"
  Web:
    Properties:
      Tags:
        - Key: "CadoResponseSSMEnabled"
          Value: "True"`,
      ],
    ],
    [
      "a CloudFormation stack whose resource is not known",
      { kind: "cloudformation-stack", logicalIds: ["not: an id"] },
      [
        `Resources:
  YourInstance:
    Properties:
      Tags:
        - Key: "CadoResponseSSMEnabled"
          Value: "True"`,
      ],
    ],
    [
      "Karpenter",
      { kind: "karpenter", nodeClass: "default" },
      [
        `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: "default"
spec:
  tags:
    "CadoResponseSSMEnabled": "True"`,
      ],
    ],
    [
      "an EKS node group",
      { kind: "eks-node-group" },
      [
        `LaunchTemplateData:
  TagSpecifications:
    - ResourceType: instance
      Tags:
        - Key: "CadoResponseSSMEnabled"
          Value: "True"`,
      ],
    ],
    [
      "Terraform",
      { kind: "terraform" },
      [
        `tags = {
  "CadoResponseSSMEnabled" = "True"
}`,
        `provider "aws" {
  ignore_tags {
    keys = ["CadoResponseSSMEnabled"]
  }
}`,
      ],
    ],
    ["a fleet, of which too little is known", { kind: "ec2-fleet" }, []],
  ])("is exact for %s", (_, source, expected) => {
    expect(texts(source)).toEqual(expected);
  });

  it.each([
    ["a space", "web group", `'[{"ResourceId":"web group",`],
    ["a comma", "a,Key=x", `'[{"ResourceId":"a,Key=x",`],
    ["a quote and a command", "x'; rm -rf ~; '", `'[{"ResourceId":"x'\\''; rm -rf ~; '\\''",`],
    ["a substitution", "$(id)`id`", `'[{"ResourceId":"$(id)\`id\`",`],
    ["a double quote and a backslash", 'a"\\', `'[{"ResourceId":"a\\"\\\\",`],
  ])("quotes a group name with %s, so that the shell reads one word", (_, name, start) => {
    const [command = ""] = texts({ name });
    expect(command).toContain(`--tags ${start}`);
    const word = command.slice(command.indexOf("--tags ") + 7, command.lastIndexOf(" --region"));
    const read = execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${word}`], { encoding: "utf8" }).split("\0");
    expect(read).toHaveLength(2);
    expect(JSON.parse(read[0] ?? "")).toMatchObject([{ ResourceId: name, PropagateAtLaunch: true }]);
  });

  it.each(["a\nb", "a\u001b[2Jb", "a\u202eb", "\u2028"])("makes none of the name %j, which a terminal would act on", (name) => {
    expect(texts({ name })).toEqual([]);
  });

  it("writes values that YAML would take for something else as text", () => {
    for (const value of ["True", "no", "1", "", '"', ": x", "# y", "\\"]) {
      const [text = ""] = texts({ kind: "cloudformation-stack", logicalIds: ["Web"] }, { key: "k: v", value });
      expect(parse(text).Resources.Web.Properties.Tags).toEqual([{ Key: "k: v", Value: value }]);
    }
  });

  it("lets HCL interpolate nothing", () => {
    const interpolation = `$${'{file("/etc/passwd")}'}`;
    const [text = ""] = texts({ kind: "terraform" }, { key: "k", value: `${interpolation}%{ if true }` });
    expect(text).toContain('"k" = "$${file(\\"/etc/passwd\\")}%%{ if true }"');
  });
});
