import { describe, expect, it } from "vitest";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { parsePolicyText } from "./parse-policy.ts";
import { policySize } from "./policy-size.ts";
import { renderJson } from "./render/render-json.ts";
import { renderVariant, VARIANTS } from "./variants.ts";

/** As Cado's page prints it: members in this order, lists as lists. */
const DOCUMENTED_TAGGED = `[
  {
    "Sid": "RequiredForTriageAndRunCommandTagged",
    "Effect": "Allow",
    "Action": [
      "ssm:SendCommand",
      "ssm:DescribeInstanceInformation",
      "ssm:StartSession",
      "ssm:TerminateSession"
    ],
    "Resource": [
      "arn:aws:ec2:*:*:instance/*"
    ],
    "Condition": {
      "StringLike": {
        "ssm:resourceTag/CadoResponseSSMEnabled": [
          "True"
        ]
      }
    }
  },
  {
    "Sid": "RequiredForTriageAndRunCommandRun",
    "Effect": "Allow",
    "Action": [
      "ssm:SendCommand",
      "ssm:DescribeInstanceInformation",
      "ssm:StartSession",
      "ssm:TerminateSession"
    ],
    "Resource": [
      "arn:aws:ssm:*::document/AWS-RunShellScript",
      "arn:aws:ssm:*::document/AWS-RunPowerShellScript"
    ]
  }
]`;

const DOCUMENTED_DEFAULT = `[
  {
    "Sid": "RequiredForTriageAndRunCommand",
    "Effect": "Allow",
    "Action": [
      "ssm:SendCommand",
      "ssm:DescribeInstanceInformation",
      "ssm:StartSession",
      "ssm:TerminateSession"
    ],
    "Resource": [
      "arn:aws:ec2:*:*:instance/*",
      "arn:aws:ssm:*::document/AWS-RunShellScript",
      "arn:aws:ssm:*::document/AWS-RunPowerShellScript"
    ]
  }
]`;

const CORRECTED = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "CadoRunCommandOnTaggedNodes",
      "Effect": "Allow",
      "Action": "ssm:SendCommand",
      "Resource": [
        "arn:aws:ec2:*:*:instance/*",
        "arn:aws:ssm:*:*:managed-instance/*"
      ],
      "Condition": {
        "StringEquals": {
          "ssm:resourceTag/CadoResponseSSMEnabled": "True"
        }
      }
    },
    {
      "Sid": "CadoRunCommandDocuments",
      "Effect": "Allow",
      "Action": "ssm:SendCommand",
      "Resource": [
        "arn:aws:ssm:*::document/AWS-RunShellScript",
        "arn:aws:ssm:*::document/AWS-RunPowerShellScript"
      ]
    },
    {
      "Sid": "CadoSessionOnTaggedNodes",
      "Effect": "Allow",
      "Action": "ssm:StartSession",
      "Resource": [
        "arn:aws:ec2:*:*:instance/*",
        "arn:aws:ssm:*:*:managed-instance/*"
      ],
      "Condition": {
        "StringEquals": {
          "ssm:resourceTag/CadoResponseSSMEnabled": "True"
        }
      }
    },
    {
      "Sid": "CadoSessionDocuments",
      "Effect": "Allow",
      "Action": "ssm:StartSession",
      "Resource": [
        "arn:aws:ssm:*::document/AWS-StartPortForwardingSession",
        "arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell"
      ]
    },
    {
      "Sid": "CadoOwnSessions",
      "Effect": "Allow",
      "Action": [
        "ssm:TerminateSession",
        "ssm:ResumeSession"
      ],
      "Resource": "arn:aws:ssm:*:*:session/*",
      "Condition": {
        "StringLike": {
          "ssm:resourceTag/aws:ssmmessages:session-id": "\${aws:userid}*"
        }
      }
    },
    {
      "Sid": "CadoReadSsmState",
      "Effect": "Allow",
      "Action": [
        "ssm:DescribeInstanceInformation",
        "ssm:GetCommandInvocation"
      ],
      "Resource": "*"
    }
  ]
}`;

const inAws = { partition: "aws", tag: DOCUMENTED_TAG } as const;

describe("the exact text", () => {
  it("of the documented ones is Cado's, to the letter", () => {
    expect(renderJson(renderVariant({ variant: "documented-default", ...inAws }), "statements")).toBe(DOCUMENTED_DEFAULT);
    expect(renderJson(renderVariant({ variant: "documented-tagged", ...inAws }), "statements")).toBe(DOCUMENTED_TAGGED);
  });

  it("of the corrected one", () => {
    expect(renderJson(renderVariant({ variant: "corrected", ...inAws }), "document")).toBe(CORRECTED);
  });

  it.each(PARTITIONS)("in %s differs from aws in the partition of its ARNs alone", (partition) => {
    for (const variant of VARIANTS) {
      const text = renderJson(renderVariant({ variant, partition, tag: DOCUMENTED_TAG }), "document");
      const aws = renderJson(renderVariant({ variant, ...inAws }), "document");
      expect(text).toBe(aws.replaceAll("arn:aws:", `arn:${partition}:`));
    }
  });

  it("carries the key and value that are asked for", () => {
    const tag = { key: "acme:forensics/ssm", value: "yes, please @ 1" };
    for (const variant of ["documented-tagged", "corrected"] as const) {
      const text = renderJson(renderVariant({ variant, partition: "aws", tag }), "document");
      expect(text).toContain('"ssm:resourceTag/acme:forensics/ssm"');
      expect(text).toContain('"yes, please @ 1"');
      expect(text).not.toContain(DOCUMENTED_TAG.key);
    }
  });
});

describe("what can be pasted", () => {
  it.each(VARIANTS)("%s is a policy that parses to itself, as a document and as statements", (variant) => {
    const document = renderVariant({ variant, ...inAws });
    for (const shape of ["document", "statements"] as const) {
      expect(parsePolicyText(renderJson(document, shape))).toEqual({ ok: true, document });
    }
  });

  it("fits every quota", () => {
    expect(VARIANTS.map((variant) => policySize(renderVariant({ variant, ...inAws })))).toEqual([338, 602, 1260]);
  });
});
