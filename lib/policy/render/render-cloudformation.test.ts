import { describe, expect, it } from "vitest";
import type { NamedPolicy } from "../named-policy.ts";
import { renderCloudFormation } from "./render-cloudformation.ts";

const policy: NamedPolicy = {
  name: "CadoResponse-SSM",
  kind: "managed",
  document: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Own",
        Effect: "Allow",
        Action: ["ssm:TerminateSession", "ssm:ResumeSession"],
        Resource: "*",
        Condition: {
          StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": `\${aws:userid}*` },
          StringEquals: { "ssm:resourceTag/Reach": "yes" },
          Bool: { "aws:SecureTransport": true, "aws:ViaAWSService": "false" },
        },
      },
    ],
  },
};

const STATEMENT = `- Sid: Own
  Effect: Allow
  Action:
    - ssm:TerminateSession
    - ssm:ResumeSession
  Resource: "*"
  Condition:
    StringLike:
      ssm:resourceTag/aws:ssmmessages:session-id: "\${aws:userid}*"
    StringEquals:
      ssm:resourceTag/Reach: "yes"
    Bool:
      aws:SecureTransport: true
      aws:ViaAWSService: "false"
`;

const inDocument = (depth: number) =>
  `Version: "2012-10-17"\nStatement:\n${STATEMENT.replace(/^/gm, "  ").trimEnd()}`.replace(/^/gm, " ".repeat(depth));

describe("renderCloudFormation", () => {
  it("writes a managed policy as a template", () => {
    expect(renderCloudFormation(policy, "document", "role")).toBe(`AWSTemplateFormatVersion: "2010-09-09"
Resources:
  CadoResponseSSM:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: CadoResponse-SSM
      PolicyDocument:
${inDocument(8)}
`);
  });

  it("asks for the role of an inline policy", () => {
    expect(renderCloudFormation({ ...policy, kind: "inline" }, "document", "role")).toBe(`AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  RoleName:
    Type: String
    Description: Name of the role that has this policy.
Resources:
  CadoResponseSSM:
    Type: AWS::IAM::RolePolicy
    Properties:
      PolicyName: CadoResponse-SSM
      RoleName:
        Ref: RoleName
      PolicyDocument:
${inDocument(8)}
`);
  });

  it("writes a service control policy as a policy of the organization", () => {
    expect(renderCloudFormation(policy, "document", "scp")).toBe(`AWSTemplateFormatVersion: "2010-09-09"
Resources:
  CadoResponseSSM:
    Type: AWS::Organizations::Policy
    Properties:
      Name: CadoResponse-SSM
      Type: SERVICE_CONTROL_POLICY
      Content:
${inDocument(8)}
`);
  });

  it("gives statements alone as a list", () => {
    expect(renderCloudFormation(policy, "statements", "role")).toBe(STATEMENT);
  });
});
