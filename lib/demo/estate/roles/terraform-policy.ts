import { EVERYWHERE_ELSE, importEverything, MEMORY_FORENSICS, OWN_RESOURCES, ROLE_CHECK } from "./cado-statements.ts";
import type { PolicyJson } from "./role-record.ts";

/** The generation of `aws_v2/modules/iam`, made by Terraform. It may also launch its own workers. */
export const TERRAFORM_POLICY: PolicyJson = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "RequiredForEC2ImportAndCorePlatform", ...OWN_RESOURCES },
    ROLE_CHECK,
    {
      Sid: "RequiredForCrossAccountAccess",
      Effect: "Allow",
      Action: ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:PassRole", "sts:AssumeRole"],
      Resource: "arn:aws:iam::*:role/*CadoResponse*",
    },
    MEMORY_FORENSICS,
    ...EVERYWHERE_ELSE,
    importEverything("RequiredForEc2ImportAndAmiImport", ["ec2:DetachVolume", "ec2:RunInstances"]),
  ],
};
