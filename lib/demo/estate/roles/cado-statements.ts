/** What the three generations of Cado's role have in common. Statements that have to do with neither SSM nor tags are abridged. */

type Statement = Readonly<Record<string, unknown>>;

/** The instances and the two documents that SendCommand is allowed on, in all three. */
export const COMMAND_TARGETS: readonly string[] = [
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:ssm:*::document/AWS-RunShellScript",
  "arn:aws:ssm:*::document/AWS-RunPowerShellScript",
];

/** With this Cado compares its role with the template. */
export const ROLE_CHECK: Statement = {
  Sid: "RequiredToCheckPolicy",
  Effect: "Allow",
  Action: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRolePolicy", "iam:ListRolePolicies", "iam:SimulatePrincipalPolicy"],
  Resource: "*",
};

/** What it reads of EC2; the regions and the tags among it. */
export const READ_EC2: readonly string[] = [
  "ec2:DescribeImages",
  "ec2:DescribeInstances",
  "ec2:DescribeInstanceStatus",
  "ec2:DescribeRegions",
  "ec2:DescribeSnapshots",
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
];

/** What it imports besides instances. */
export const EVERYWHERE_ELSE: readonly Statement[] = [
  {
    Sid: "RequiredForS3Import",
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:ListAllMyBuckets", "s3:ListBucket"],
    Resource: "*",
  },
  { Sid: "RequiredForLambdaImport", Effect: "Allow", Action: ["lambda:GetFunction", "lambda:ListFunctions"], Resource: "*" },
  {
    Sid: "RequiredForEcsImport",
    Effect: "Allow",
    Action: ["ecs:ExecuteCommand", "ecs:ListClusters", "ecs:ListTasks"],
    Resource: "*",
  },
  { Sid: "RequiredForEKSImport", Effect: "Allow", Action: ["eks:DescribeCluster", "eks:ListClusters"], Resource: "*" },
];

/** Changes to whatever is named as Cado's own, as the two older generations allow them. */
export const OWN_RESOURCES: Statement = {
  Effect: "Allow",
  Action: [
    "ec2:AttachVolume",
    "ec2:DeleteSnapshot",
    "ec2:DeleteTags",
    "ec2:StartInstances",
    "ec2:StopInstances",
    "ec2:TerminateInstances",
  ],
  Resource: "*",
  Condition: { StringLike: { "aws:ResourceTag/Name": "CadoResponse*" } },
};

/** SendCommand as the two older generations have it: under the name of memory forensics. */
export const MEMORY_FORENSICS: Statement = {
  Sid: "RequiredForMemoryForensics",
  Effect: "Allow",
  Action: ["ssm:SendCommand", "ssm:DescribeInstanceInformation"],
  Resource: COMMAND_TARGETS,
};

/** Reading, snapshots, sessions and `ec2:CreateTags` in one statement on everything: the role can tag itself in. */
export function importEverything(sid: string, more: readonly string[]): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: [
      ...READ_EC2,
      "ec2:CopySnapshot",
      "ec2:CreateSnapshot",
      "ec2:CreateTags",
      "ec2:CreateVolume",
      ...more,
      "ssm:DescribeInstanceInformation",
      "ssm:GetCommandInvocation",
      "ssm:StartSession",
      "ssm:TerminateSession",
    ],
    Resource: "*",
  };
}
