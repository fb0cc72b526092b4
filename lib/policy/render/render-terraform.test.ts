import { describe, expect, it } from "vitest";
import type { NamedPolicy } from "../named-policy.ts";
import { renderTerraform } from "./render-terraform.ts";

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
        Resource: "arn:aws:ssm:*:*:session/*",
        Condition: {
          StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": `\${aws:userid}*` },
          Bool: { "aws:SecureTransport": true, "aws:ViaAWSService": "false" },
        },
      },
    ],
  },
};

const DOCUMENT = `jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Own"
        Effect = "Allow"
        Action = [
          "ssm:TerminateSession",
          "ssm:ResumeSession",
        ]
        Resource = "arn:aws:ssm:*:*:session/*"
        Condition = {
          StringLike = {
            "ssm:resourceTag/aws:ssmmessages:session-id" = "$\${aws:userid}*"
          }
          Bool = {
            "aws:SecureTransport" = true
            "aws:ViaAWSService"   = "false"
          }
        }
      },
    ]
  })`;

describe("renderTerraform", () => {
  it("writes a managed policy as a resource that can be pasted as it is", () => {
    expect(renderTerraform(policy, "document", "role")).toBe(`resource "aws_iam_policy" "cado_response_ssm" {
  name = "CadoResponse-SSM"

  policy = ${DOCUMENT}
}
`);
  });

  it("asks for the role of an inline policy", () => {
    expect(renderTerraform({ ...policy, kind: "inline" }, "document", "role")).toBe(`variable "cado_response_ssm_role" {
  type        = string
  description = "Name of the role that has this policy."
}

resource "aws_iam_role_policy" "cado_response_ssm" {
  name = "CadoResponse-SSM"
  role = var.cado_response_ssm_role

  policy = ${DOCUMENT}
}
`);
  });

  it("writes a service control policy as a policy of the organization", () => {
    expect(renderTerraform(policy, "document", "scp")).toBe(`resource "aws_organizations_policy" "cado_response_ssm" {
  name = "CadoResponse-SSM"
  type = "SERVICE_CONTROL_POLICY"

  content = ${DOCUMENT}
}
`);
  });

  it("gives statements alone as a local value", () => {
    const Statement = [{ Effect: "Deny", Action: "iam:*", Resource: "*" }] as const;
    expect(renderTerraform({ ...policy, document: { Statement } }, "statements", "role")).toBe(`locals {
  cado_response_ssm_statements = [
    {
      Effect   = "Deny"
      Action   = "iam:*"
      Resource = "*"
    },
  ]
}
`);
  });
});
