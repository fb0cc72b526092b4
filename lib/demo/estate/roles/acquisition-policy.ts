import { COMMAND_TARGETS, EVERYWHERE_ELSE, READ_EC2, ROLE_CHECK } from "./cado-statements.ts";
import type { PolicyJson } from "./role-record.ts";

/**
 * The newest generation (`new-roles/AcquisitionPolicy.yaml`): SendCommand and the session calls are in two statements,
 * and tags can only be written while a snapshot is made, so the role cannot tag an instance into reach.
 */
export const ACQUISITION_POLICY: PolicyJson = {
  Version: "2012-10-17",
  Statement: [
    ROLE_CHECK,
    ...EVERYWHERE_ELSE,
    { Sid: "RequiredForEbsImport", Effect: "Allow", Action: [...READ_EC2, "ec2:CreateSnapshot"], Resource: "*" },
    {
      Sid: "RequiredForEbsImport2",
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: "*",
      Condition: { StringEquals: { "ec2:CreateAction": "CreateSnapshot" } },
    },
    {
      Sid: "RequiredForEc2TriageAndActions",
      Effect: "Allow",
      Action: ["ssm:DescribeInstanceInformation", "ssm:StartSession", "ssm:TerminateSession", "ssm:GetCommandInvocation"],
      Resource: "*",
    },
    {
      Sid: "RequiredForEc2TriageAndActions2",
      Effect: "Allow",
      Action: ["ssm:SendCommand", "ssm:DescribeInstanceInformation"],
      Resource: COMMAND_TARGETS,
    },
  ],
};
