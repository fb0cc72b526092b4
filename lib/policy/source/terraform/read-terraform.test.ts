// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are Terraform's.
import { describe, expect, it } from "vitest";
import type { PolicyRead, SourcePolicy } from "../policy-read.ts";
import { readPolicies } from "../read-policies.ts";

function taken(read: PolicyRead): readonly SourcePolicy[] {
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.policies;
}

function told(read: PolicyRead): string {
  if (read.ok) throw new Error("It was taken.");
  const problems = read.problems.map(({ title, place }) => `${place?.line}:${place?.column} ${title}`);
  const lacks = read.unresolved.map(({ name, places }) =>
    [name, ...places.map(({ line, column }) => `${line}:${column}`)].join(" "),
  );
  return [...problems, ...lacks].join("\n");
}

const STATEMENT = { Effect: "Allow", Action: "a:b", Resource: "*" };

describe("the forms in which a policy is written", () => {
  const json = JSON.stringify({ Statement: [STATEMENT] }, null, 2);
  it.each<[string, string, Partial<SourcePolicy>]>([
    [
      "jsonencode in a managed policy",
      'resource "aws_iam_policy" "p" {\n  name   = "n"\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "a:b", Resource = "*" }] })\n}',
      { name: "n", kind: "managed", role: null },
    ],
    [
      "colons and quoted names",
      'resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    "Statement": [{\n      "Effect": "Allow", "Action": "a:b"\n      "Resource": "*",\n    }]\n  })\n}',
      { name: "p", kind: "managed" },
    ],
    [
      "a heredoc in an inline policy",
      `resource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.id\n  policy = <<EOF\n${json}\nEOF\n}\nresource "aws_iam_role" "r" {}`,
      { name: "p", kind: "inline", role: "r" },
    ],
    [
      "an indented heredoc",
      `resource "aws_iam_role_policy" "p" {\n  role   = "CadoResponseRole"\n  policy = <<-POLICY\n    ${json.replaceAll("\n", "\n    ")}\n  POLICY\n}`,
      { name: "p", role: "CadoResponseRole" },
    ],
    [
      "an inline_policy of a role",
      'resource "aws_iam_role" "r" {\n  inline_policy {\n    name   = "in"\n    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "a:b", Resource = "*" }] })\n  }\n}',
      { name: "in", kind: "inline", role: "r" },
    ],
    [
      "a text with escapes",
      'policy = "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"a:b\\",\\"Resource\\":\\"*\\"}]}"',
      { name: "file", kind: "unknown" },
    ],
    [
      "jsonencode alone",
      'jsonencode({\n  Statement = [{ Effect = "Allow", Action = "a:b", Resource = "*" }]\n})\n',
      { name: "file", kind: "unknown" },
    ],
    [
      "an object alone",
      '{\n  Statement = [{ Effect = "Allow", Action = "a:b", Resource = "*" }]\n}\n',
      { name: "file", kind: "unknown" },
    ],
    [
      "a local value",
      'locals {\n  doc = { Statement = [{ Effect = "Allow", Action = "a:b", Resource = "*" }] }\n}\nresource "aws_iam_policy" "p" {\n  policy = jsonencode(local.doc)\n}',
      { name: "p", kind: "managed" },
    ],
    [
      "CRLF and comments",
      '# one\r\nresource "aws_iam_policy" "p" { // two\r\n  /* three\r\n */ policy = jsonencode({ Statement = [{ Effect = "Allow", # four\r\n  Action = "a:b", Resource = "*" }] })\r\n}\r\n',
      { name: "p" },
    ],
  ])("%s", (_, text, expected) => {
    const read = readPolicies(text, { name: "file" });
    expect(read.format).toBe("terraform");
    expect(taken(read)).toMatchObject([{ ...expected, document: { Statement: [STATEMENT] } }]);
  });
});

describe("aws_iam_policy_document", () => {
  const data = (body: string, label = "d") => `data "aws_iam_policy_document" "${label}" {\n${body}\n}\n`;
  const statement = (sid: string, action: string) =>
    `  statement {\n    sid       = "${sid}"\n    actions   = ["${action}"]\n    resources = ["*"]\n  }\n`;

  it("has the provider's defaults, its spelling of single values, and its IAM variables", () => {
    const text = data(`  statement {
    actions   = ["a:b", "a:c"]
    resources = ["arn:aws:s3:::x/&{aws:userid}", "arn:aws:s3:::y/$\${aws:userid}"]
  }
  statement {
    sid           = "No"
    effect        = "Deny"
    not_actions   = ["a:b"]
    not_resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/&{x}"
      values   = ["&{aws:username}", "b"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [true]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
  }`);
    expect(taken(readPolicies(text))).toMatchObject([{ name: "d", kind: "unknown", role: null, place: { line: 1, column: 1 } }]);
    expect(taken(readPolicies(text))[0]?.document).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["a:b", "a:c"], Resource: ["arn:aws:s3:::x/${aws:userid}", "arn:aws:s3:::y/${aws:userid}"] },
        {
          Sid: "No",
          Effect: "Deny",
          NotAction: "a:b",
          NotResource: "*",
          Condition: {
            StringEquals: { "aws:PrincipalTag/&{x}": ["${aws:username}", "b"], "aws:RequestedRegion": ["true", "eu-west-1"] },
            Bool: { "aws:SecureTransport": "true" },
          },
        },
      ],
    });
  });

  it("is the policy of the resource that refers to it, once, also through a count", () => {
    const text = `resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d[0].json\n}\n${data(`  count = 1\n${statement("A", "a:b")}`)}`;
    expect(taken(readPolicies(text))).toMatchObject([{ name: "p", kind: "managed", document: { Statement: [{ Sid: "A" }] } }]);
    expect(readPolicies(data(`  count = 0\n${statement("A", "a:b")}`))).toMatchObject({
      ok: false,
      problems: [{ code: "no-policy" }],
    });
  });

  it("is put together as the provider does: sources, its own, overrides; a Sid that comes again takes the place", () => {
    const heredoc = `<<EOF\n{"Version":"2012-10-17","Id":"i","Statement":{"Sid":"C","Effect":"Allow","Action":"over:c","Resource":"*"}}\nEOF`;
    const text =
      data(
        `  source_policy_documents = [data.aws_iam_policy_document.base.json, ""]\n  override_policy_documents = [${heredoc}\n  ]\n${statement("B", "own:b")}${statement("D", "own:d")}`,
      ) + data(statement("A", "base:a") + statement("B", "base:b") + statement("C", "base:c"), "base");
    const [policy, more] = taken(readPolicies(text));
    expect(more).toBeUndefined();
    expect(policy?.document.Id).toBe("i");
    expect(policy?.document.Statement.map(({ Sid, Action }) => `${Sid} ${Action}`)).toEqual([
      "A base:a",
      "B own:b",
      "C over:c",
      "D own:d",
    ]);
    expect(policy?.statements.map(({ from }) => text.slice(from, from + 9))).toEqual([
      "statement",
      "statement",
      '{"Sid":"C',
      "statement",
    ]);
  });

  it("is left out, and named, where it is no role's policy", () => {
    const principals = '    principals {\n      type        = "Service"\n      identifiers = ["ec2.amazonaws.com"]\n    }\n';
    const text =
      data(`  statement {\n${principals}    actions = ["sts:AssumeRole"]\n  }`, "trust") +
      data(statement("A", "s3:*"), "bucket") +
      data(statement("A", "a:b")) +
      'resource "aws_iam_role" "r" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\nresource "aws_s3_bucket_policy" "b" {\n  policy = data.aws_iam_policy_document.bucket.json\n}\n';
    const read = readPolicies(text);
    expect(taken(read).map(({ name }) => name)).toEqual(["d"]);
    expect(read.ok && read.skipped.map(({ what }) => what)).toEqual([
      "r: trust policy, which says who may use the role",
      "b: policy of aws_s3_bucket_policy, not of a role",
      "trust: trust policy, or policy of a resource",
      "bucket: trust policy, or policy of a resource",
    ]);
  });

  it.each<[string, string, RegExp]>([
    ["a dynamic block", data('  dynamic "statement" {\n    for_each = []\n  }'), /^2:3 A dynamic block is not worked out/],
    [
      "an argument of another spelling",
      data('  statement {\n    action = ["a:b"]\n  }'),
      /^3:5 A statement has no argument action; it has sid, effect, actions/,
    ],
    ["an argument of the document", data('  versoin = "2012-10-17"'), /^2:3 aws_iam_policy_document has no argument versoin/],
    [
      "a text where a list is due",
      data('  statement {\n    actions = "a:b"\n    resources = ["*"]\n  }'),
      /^3:15 Expected actions to be a list/,
    ],
    [
      "a condition without values",
      data(
        '  statement {\n    actions = ["a:b"]\n    resources = ["*"]\n    condition {\n      test = "Bool"\n      variable = "x"\n    }\n  }',
      ),
      /^5:5 Expected values in the condition/,
    ],
    [
      "a statement without resources",
      data('  statement {\n    actions = ["a:b"]\n  }'),
      /^2:3 A statement has Resource or NotResource/,
    ],
    [
      "a wrong effect",
      data('  statement {\n    effect = "allow"\n    actions = ["a:b"]\n    resources = ["*"]\n  }'),
      /^3:14 Effect is "Allow" or "Deny"/,
    ],
    [
      "an action that is none",
      data('  statement {\n    actions = ["a:b",\n      "x"]\n    resources = ["*"]\n  }'),
      /^4:7 Expected an action/,
    ],
    [
      "principals in a role's policy",
      `resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\n${data('  statement {\n    principals {\n      type = "AWS"\n      identifiers = ["*"]\n    }\n    actions = ["a:b"]\n    resources = ["*"]\n  }')}`,
      /^5:3 A role's own policy has no Principal/,
    ],
    ["a Sid twice in one document", data(statement("A", "a:b") + statement("A", "a:c")), /^7:3 Two statements have the Sid "A"/],
    [
      "a document made of itself",
      data(`  source_policy_documents = [data.aws_iam_policy_document.d.json]\n${statement("A", "a:b")}`),
      /refers to itself/,
    ],
  ])("refuses %s", (_, text, said) => {
    expect(told(readPolicies(text))).toMatch(said);
  });
});

it("tells which managed policy is whose, leaves out a permissions boundary, and names policies that are elsewhere", () => {
  const policy = (label: string) =>
    `resource "aws_iam_policy" "${label}" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "a:b", Resource = "*" }] })\n}\n`;
  const text = `${policy("one")}${policy("two")}${policy("bound")}
resource "aws_iam_role" "r" {
  permissions_boundary = aws_iam_policy.bound.arn
}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = aws_iam_policy.one.arn
}
resource "aws_iam_role_policy_attachment" "b" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
resource "aws_iam_user_policy" "u" {
  policy = "{}"
}
`;
  const read = readPolicies(text);
  expect(taken(read).map(({ name, role }) => `${name} ${role}`)).toEqual(["one r", "two null"]);
  expect(read.ok && read.skipped.map(({ what }) => what)).toEqual([
    "bound: permissions boundary, which grants nothing",
    "r: permissions boundary, which is not taken into account",
    "b: attached managed policy arn:aws:iam::aws:policy/ReadOnlyAccess, whose text is not here",
    "u: policy of a user or a group, not of a role",
  ]);
});
