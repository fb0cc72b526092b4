import { describe, expect, it } from "vitest";
import type { PolicyRead, SourcePolicy } from "./policy-read.ts";
import { readPolicies } from "./read-policies.ts";

const ALLOW = { Effect: "Allow", Action: "ssm:SendCommand", Resource: "*" } as const;
const DENY = { Effect: "Deny", Action: ["ec2:CreateTags"], Resource: ["arn:aws:ec2:*:*:instance/*"] } as const;
const DOCUMENT = { Version: "2012-10-17", Statement: [ALLOW, DENY] } as const;
const json = JSON.stringify;

function taken(read: PolicyRead): readonly SourcePolicy[] {
  if (!read.ok) throw new Error(json(read));
  return read.policies;
}

describe("what is read, as which format", () => {
  it.each<[string, string, PolicyRead["format"], readonly unknown[]]>([
    ["a document", json(DOCUMENT, null, 2), "json", [DOCUMENT]],
    ["a statement", json(ALLOW), "json", [{ Version: "2012-10-17", Statement: [ALLOW] }]],
    ["a list of statements", json([ALLOW, DENY]), "json", [DOCUMENT]],
    ["statements with a comma between, as Cado's page has them", `${json(ALLOW)},\n${json(DENY)}`, "json", [DOCUMENT]],
    ["statements without a comma", `${json(ALLOW)}\n${json(DENY)}`, "json", [DOCUMENT]],
    ["a statement that is no list", json({ Statement: ALLOW }), "json", [{ Statement: [ALLOW] }]],
    ["two documents", `${json(DOCUMENT)}\n${json({ Statement: [DENY] })}`, "json", [DOCUMENT, { Statement: [DENY] }]],
    ["a list of documents", json([DOCUMENT, DOCUMENT]), "json", [DOCUMENT, DOCUMENT]],
    ["JSON behind a byte order mark, with CRLF", `\uFEFF${json(DOCUMENT, null, 2).replaceAll("\n", "\r\n")}`, "json", [DOCUMENT]],
    [
      "YAML",
      "Version: 2012-10-17\nStatement:\n- Effect: Allow\n  Action: ssm:SendCommand\n  Resource: '*'\n",
      "yaml",
      [{ Version: "2012-10-17", Statement: [ALLOW] }],
    ],
    [
      "a statement of YAML with CRLF",
      "# from the page\r\nEffect: Allow\r\nAction: ssm:SendCommand\r\nResource: '*'\r\n",
      "yaml",
      [{ Version: "2012-10-17", Statement: [ALLOW] }],
    ],
    [
      "a list of YAML",
      "- Effect: Allow\n  Action: ssm:SendCommand\n  Resource: '*'\n",
      "yaml",
      [{ Version: "2012-10-17", Statement: [ALLOW] }],
    ],
    [
      "documents of YAML",
      `---\nStatement: ${json([ALLOW])}\n---\nStatement: ${json([DENY])}\n`,
      "yaml",
      [{ Statement: [ALLOW] }, { Statement: [DENY] }],
    ],
    [
      "YAML in braces",
      "{Effect: Allow, Action: ssm:SendCommand, Resource: '*'}",
      "yaml",
      [{ Version: "2012-10-17", Statement: [ALLOW] }],
    ],
    [
      "what Python prints of a policy",
      "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': 'ssm:SendCommand', 'Resource': '*'}]}",
      "yaml",
      [{ Version: "2012-10-17", Statement: [ALLOW] }],
    ],
    ["JSON below a comment, which is YAML", `# mine\n${json(ALLOW)}`, "yaml", [{ Version: "2012-10-17", Statement: [ALLOW] }]],
    [
      "an anchor and its alias",
      `Statement:\n- Effect: &e Allow\n  Action: ssm:SendCommand\n  Resource: "*"\n- Effect: *e\n  Action: a:b\n  Resource: "*"\n`,
      "yaml",
      [{ Statement: [ALLOW, { Effect: "Allow", Action: "a:b", Resource: "*" }] }],
    ],
    [
      "values of YAML that are no texts",
      "Effect: Allow\nAction: a:b\nResource: '*'\nCondition:\n  Bool: {aws:SecureTransport: true}\n  NumericLessThan: {aws:MultiFactorAuthAge: 3600}\n",
      "yaml",
      [
        {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "a:b",
              Resource: "*",
              Condition: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "aws:MultiFactorAuthAge": 3600 } },
            },
          ],
        },
      ],
    ],
    [
      "a Sid that IAM would refuse, and one twice",
      json([
        { Sid: "a b", ...ALLOW },
        { Sid: "a b", ...DENY },
      ]),
      "json",
      [
        {
          Version: "2012-10-17",
          Statement: [
            { Sid: "a b", ...ALLOW },
            { Sid: "a b", ...DENY },
          ],
        },
      ],
    ],
  ])("%s", (_, text, format, documents) => {
    const read = readPolicies(text);
    expect(read.format).toBe(format);
    expect(taken(read).map(({ document }) => document)).toEqual(documents);
  });
});

describe("what the AWS CLI prints", () => {
  const inline = { RoleName: "R", PolicyName: "P", PolicyDocument: DOCUMENT };
  const version = { Document: DOCUMENT, VersionId: "v3", IsDefaultVersion: true };
  const details = (roles: readonly unknown[]) => ({
    UserDetailList: [],
    RoleDetailList: roles,
    Policies: [
      { PolicyName: "M", Arn: "arn:m", PolicyVersionList: [{ ...version, IsDefaultVersion: false, Document: {} }, version] },
    ],
  });
  const role = {
    RoleName: "R",
    AssumeRolePolicyDocument: {},
    RolePolicyList: [{ PolicyName: "P", PolicyDocument: DOCUMENT }],
    AttachedManagedPolicies: [
      { PolicyName: "M", PolicyArn: "arn:m" },
      { PolicyName: "N", PolicyArn: "arn:n" },
    ],
  };
  it.each<[string, unknown, Partial<SourcePolicy>[]]>([
    ["get-role-policy", inline, [{ name: "P", kind: "inline", role: "R" }]],
    [
      "get-role-policy, percent-encoded",
      { ...inline, PolicyDocument: encodeURIComponent(json(DOCUMENT)) },
      [{ name: "P", kind: "inline", role: "R" }],
    ],
    [
      "get-role-policy, the document as text",
      { ...inline, PolicyDocument: json(DOCUMENT) },
      [{ name: "P", kind: "inline", role: "R" }],
    ],
    ["get-policy-version", { PolicyVersion: version }, [{ name: "file.json", kind: "managed", role: null }]],
    ["a version alone", version, [{ name: "file.json", kind: "managed", role: null }]],
    [
      "get-account-authorization-details of one role",
      details([role]),
      [
        { name: "P", kind: "inline", role: "R" },
        { name: "M", kind: "managed", role: "R" },
      ],
    ],
  ])("%s", (_, value, expected) => {
    const policies = taken(readPolicies(json(value, null, 2), { name: "file.json" }));
    expect(policies).toMatchObject(expected.map((one) => ({ ...one, document: DOCUMENT })));
  });

  it("several calls one after another", () => {
    const text = `${json(inline)}\n${json({ ...inline, PolicyName: "Q" })}\n`;
    expect(taken(readPolicies(text)).map(({ name }) => name)).toEqual(["P", "Q"]);
  });

  it("never takes several roles as one, and names attached policies whose text is not there", () => {
    expect(readPolicies(json(details([role, role])))).toMatchObject({ ok: false, problems: [{ title: /has 2 roles/ }] });
    const read = readPolicies(json(details([role])));
    expect(read.ok && read.skipped.map(({ what }) => what)).toEqual([
      "attached managed policy arn:n, whose text is not here",
      "trust policy, which says who may use the role",
    ]);
  });

  it("of get-role has the trust policy alone, which is said", () => {
    const read = readPolicies(json({ Role: { AssumeRolePolicyDocument: { Statement: [] } } }));
    expect(read).toMatchObject({ ok: false, problems: [{ code: "no-policy", title: /Left out: trust policy/ }] });
  });
});

describe("where things stand", () => {
  it("tells each statement's span in the text", () => {
    const text = `[\n  ${json(ALLOW)},\n  ${json(DENY)}\n]`;
    const [policy] = taken(readPolicies(text));
    expect(policy?.place).toEqual({ line: 1, column: 1 });
    expect(policy?.statements.map(({ from, to }) => text.slice(from, to))).toEqual([json(ALLOW), json(DENY)]);
  });

  it("tells them in YAML, and in a document that is a text of JSON", () => {
    const yaml =
      "Statement:\n  - Effect: Allow\n    Action: a:b\n    Resource: '*'\n  - Effect: Deny\n    Action: a:b\n    Resource: '*'\n";
    const spans = taken(readPolicies(yaml))[0]?.statements ?? [];
    expect(spans.map(({ from }) => yaml.slice(from, from + 12))).toEqual(["Effect: Allo", "Effect: Deny"]);
    const text = json({ PolicyName: "P", PolicyDocument: json(DOCUMENT) });
    const inner = taken(readPolicies(text))[0]?.statements ?? [];
    expect(inner.map(({ from, to }) => text.slice(from, to))).toEqual(
      [json(ALLOW), json(DENY)].map((one) => json(one).slice(1, -1)),
    );
  });

  it.each<[string, string, readonly string[]]>([
    [
      "JSON, all at once",
      `[{"Effect":"allow","Action":"*","Resource":"*"},\n {"Effect":"Deny","Action":"x","Resource":"*"}]`,
      ["1:12", "2:28"],
    ],
    [
      "YAML, all at once",
      "- Effect: allow\n  Action: '*'\n  Resource: '*'\n- Effect: Deny\n  Action: x\n  Resource: '*'\n",
      ["1:11", "5:11"],
    ],
    [
      "a percent-encoded document",
      `{"PolicyName":"P",\n"PolicyDocument":"%7B%22Effect%22%3A%22allow%22%2C%22Action%22%3A%22*%22%2C%22Resource%22%3A%22*%22%7D"}`,
      ["2:37"],
    ],
    [
      "a document that is a text",
      `{"PolicyName":"P",\n"PolicyDocument":"{\\"Effect\\":\\"allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}"}`,
      ["2:31"],
    ],
    ["a comma too many", `${json(ALLOW)},`, ["1:62"]],
    ["statements and documents mixed", `[${json(DOCUMENT)},\n${json(ALLOW)}]`, ["2:1"]],
    ["members without their braces", '"Effect": "Allow",\n"Action": "*"', ["1:9"]],
    ["a comment in JSON", `{ // x\n"Effect":"Allow"}`, ["1:3"]],
    ["a list of YAML that is not closed", "a: [1\nb: 2\n", ["2:1"]],
  ])("problem of %s", (_, text, places) => {
    const read = readPolicies(text);
    const found = read.ok ? [] : read.problems.map(({ place }) => `${place?.line}:${place?.column}`);
    expect(found.slice(0, places.length)).toEqual(places);
  });
});

describe("the file's name", () => {
  it("names what has no name of its own", () => {
    expect(taken(readPolicies(json(DOCUMENT), { name: "role.json" }))[0]).toMatchObject({
      name: "role.json",
      kind: "unknown",
      role: null,
    });
    expect(taken(readPolicies(json(DOCUMENT)))[0]?.name).toBe("");
  });

  it("does not decide over what the text obviously is", () => {
    expect(readPolicies(json(DOCUMENT), { name: "x.tf" }).format).toBe("json");
    expect(readPolicies("Effect: Allow\nAction: a:b\nResource: '*'", { name: "x.json" }).format).toBe("yaml");
  });
});
