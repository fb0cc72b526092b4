import type { Keeper } from "./apps.ts";
import { hexDigits } from "./random.ts";

export type TagPair = readonly [key: string, value: string];

export type KeptWorkload = {
  keeper: Keeper;
  /** `web-orders-prod`. */
  name: string;
  env: string;
  account: string;
  region: string;
  /** Any number; the identifiers that the keeper makes up follow from it. */
  serial: number;
};

/**
 * The tags that a workload's keeper puts on its instances. What is not the same for all of them is in node-tags.ts.
 * The keys are those that Auto Scaling, CloudFormation, EKS, Karpenter, ECS and Elastic Beanstalk document.
 */
export function keeperTags({ keeper, name, env, account, region, serial }: KeptWorkload): TagPair[] {
  const template: TagPair = ["aws:ec2launchtemplate:id", `lt-0${hexDigits(16, serial, 1)}`];
  const uuid = (salt: number) => hexDigits(32, serial, salt).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const cluster = `${env}-${region.split("-")[0]}${region.at(-1)}`;
  const owned: TagPair = [`kubernetes.io/cluster/${cluster}`, "owned"];

  switch (keeper) {
    case "hand":
      return [["created-by", "console"]];
    case "terraform":
      return [
        ["terraform", "true"],
        ["repo", `infra-${name.split("-")[0]}`],
      ];
    case "stack": {
      const arn = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${uuid(2)}`;
      return [
        ["aws:cloudformation:stack-name", name],
        ["aws:cloudformation:stack-id", arn],
        ["aws:cloudformation:logical-id", "Instance"],
      ];
    }
    case "auto-scaling":
      return [["aws:autoscaling:groupName", `${name}-asg`], template, ["aws:ec2launchtemplate:version", `${(serial % 40) + 1}`]];
    case "beanstalk": {
      const environment = `e-${hexDigits(10, serial, 3)}`;
      return [
        ["elasticbeanstalk:environment-name", name],
        ["elasticbeanstalk:environment-id", environment],
        [
          "aws:autoscaling:groupName",
          `awseb-${environment}-stack-AWSEBAutoScalingGroup-${hexDigits(12, serial, 4).toUpperCase()}`,
        ],
        ["aws:cloudformation:stack-name", `awseb-${environment}-stack`],
      ];
    }
    case "node-group":
      return [
        ["eks:cluster-name", cluster],
        ["eks:nodegroup-name", name],
        ["aws:eks:cluster-name", cluster],
        ["aws:autoscaling:groupName", `eks-${name}-${uuid(5)}`],
        ["k8s.io/cluster-autoscaler/enabled", "true"],
        owned,
        template,
      ];
    case "karpenter":
      return [
        ["karpenter.sh/nodepool", name],
        ["karpenter.k8s.aws/ec2nodeclass", "default"],
        ["eks:eks-cluster-name", cluster],
        ["aws:ec2:fleet-id", `fleet-${uuid(6)}`],
        owned,
      ];
    case "eks-auto":
      return [
        ["eks:eks-cluster-name", cluster],
        ["eks:kubernetes-node-pool-name", "general-purpose"],
        ["eks:kubernetes-node-class-name", "default"],
        ["aws:eks:cluster-name", cluster],
        owned,
      ];
    case "ecs-managed":
      return [
        ["AmazonECSManaged", "true"],
        ["aws:ecs:clusterName", `${cluster}-services`],
      ];
  }
}
