// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { ACQUISITION_POLICY } from "#lib/demo/estate/roles/acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import { parsePolicy } from "../parse-policy.ts";
import type { PolicyDocument } from "../policy-document.ts";
import { POLICY_FORMATS } from "../render/policy-format.ts";
import { renderPolicy } from "../render/render-policy.ts";
import { readPolicies } from "./read-policies.ts";

const json = JSON.stringify;

/** How people have a document, by what it is called. YAML is written as 1.1 wants it, with quotes around its booleans. */
const FORMS: Readonly<Record<string, (document: PolicyDocument) => string>> = {
  "one line of JSON": (document) => json(document),
  "JSON over lines, with CRLF": (document) => json(document, null, 4).replaceAll("\n", "\r\n"),
  "what the CLI prints": (document) => json({ RoleName: "R", PolicyName: "P", PolicyDocument: document }, null, 4),
  "what the API answers": (document) => json({ PolicyName: "P", PolicyDocument: encodeURIComponent(json(document)) }),
  YAML: (document) => stringify(document, { version: "1.1" }),
  "YAML in brackets": (document) => stringify(document, { version: "1.1", collectionStyle: "flow" }),
  "a template of YAML": (document) => stringify(template(document), { version: "1.1", lineWidth: 0 }),
  "a template of JSON": (document) => json(template(document)),
  "a stack set": (document) =>
    stringify({
      Resources: {
        S: {
          Type: "AWS::CloudFormation::StackSet",
          Properties: { TemplateBody: stringify(template(document), { version: "1.1" }) },
        },
      },
    }),
  "a heredoc of Terraform": (document) =>
    `policy = <<-EOF\n  ${forTerraform(json(document, null, 2)).replaceAll("\n", "\n  ")}\nEOF\n`,
  "jsonencode of Terraform": (document) =>
    `resource "aws_iam_policy" "p" {\n  policy = jsonencode(${forTerraform(json(document, null, 2))})\n}\n`,
};

function template(document: PolicyDocument) {
  const role = { Type: "AWS::IAM::Role", Properties: { Policies: [{ PolicyName: "P", PolicyDocument: document }] } };
  return { AWSTemplateFormatVersion: "2010-09-09", Resources: { R: role } };
}

function forTerraform(text: string): string {
  return text.replaceAll(/[$%]\{/g, (start) => start[0] + start);
}

function documentsIn(text: string): readonly PolicyDocument[] {
  const read = readPolicies(text);
  if (!read.ok) throw new Error(`${json(read)}\n${text}`);
  return read.policies.map(({ document }) => document);
}

const GENERATIONS = [
  ["AcquisitionPolicy", ACQUISITION_POLICY],
  ["CrossAccountPolicy", CROSS_ACCOUNT_POLICY],
  ["the Terraform module", TERRAFORM_POLICY],
] as const;

describe.each(GENERATIONS)("the shipped policy of %s is read to the letter", (_, shipped) => {
  const parsed = parsePolicy(shipped);
  if (!parsed.ok) throw new Error(json(parsed));
  const { document } = parsed;

  it.each(Object.keys(FORMS))("from %s", (form) => {
    expect(documentsIn(FORMS[form]?.(document) ?? "")).toEqual([document]);
  });

  it.each(POLICY_FORMATS)("from what this product renders as %s", (format) => {
    expect(documentsIn(renderPolicy({ name: "CadoPolicy", kind: "managed", document }, format).text)).toEqual([document]);
  });

  it("from its statements with commas between, each where it stands", () => {
    const statements = document.Statement.map((statement) => json(statement, null, 2));
    const text = statements.join(",\n");
    const read = readPolicies(text);
    expect(read).toMatchObject({ ok: true, policies: [{ document }] });
    expect(read.ok && read.policies[0]?.statements.map(({ from, to }) => text.slice(from, to))).toEqual(statements);
  });
});

// What IAM takes in a document: printable Latin-1 (PutRolePolicy), without what nobody would see in a name.
const text = fc.stringMatching(/^[ -~\u00a1-\u00ac\u00ae-\u00ff]{0,12}$/);
const awkward = fc.constantFrom(
  "True",
  "true",
  "yes",
  "on",
  "null",
  "~",
  "0123",
  "1e3",
  "12:30",
  "2012-10-17",
  "",
  " x ",
  "- a",
  "a: b",
  "#",
  "${aws:userid}",
  "%{x}",
  "&{aws:userid}",
  "*a",
  "!Ref",
  "\\n",
  '"',
  "'",
  "<<EOF",
);
const value = fc.oneof(text, awkward);
const one = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(arbitrary, fc.array(arbitrary, { minLength: 1, maxLength: 3 }));
const resource = fc.oneof(
  fc.constant("*"),
  value.map((tail) => `arn:aws:ec2:*:*:x/${tail}`),
);
const condition = fc.dictionary(
  fc.constantFrom("StringEquals", "ForAnyValue:StringLike", "NumericLessThan", "__proto__", "Bool"),
  fc.dictionary(fc.oneof(fc.constant("__proto__"), text), one(fc.oneof(value, fc.boolean(), fc.integer())), {
    minKeys: 1,
    maxKeys: 2,
  }),
  { maxKeys: 2, noNullPrototype: true },
);
const statement = fc.record(
  {
    Sid: value,
    Effect: fc.constantFrom("Allow" as const, "Deny" as const),
    Action: one(fc.constantFrom("*", "ssm:SendCommand", "ec2:Describe*", "iam:?et*")),
    Resource: one(resource),
    Condition: condition,
  },
  { requiredKeys: ["Effect", "Action", "Resource"], noNullPrototype: true },
);
const document: fc.Arbitrary<PolicyDocument> = fc.record({
  Version: fc.constant("2012-10-17"),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
});

describe("any policy is read to the letter", () => {
  it.each(Object.entries(FORMS))("from %s", (_, render) => {
    fc.assert(
      fc.property(document, (one) => {
        expect(documentsIn(render(one))).toEqual([one]);
      }),
      { numRuns: 150 },
    );
  });
});

it("a text with anything missing from its end, or changed in it, is read whole or refused, and nothing is thrown", () => {
  const mangled = fc.tuple(document, fc.constantFrom(...Object.values(FORMS)), fc.nat(), fc.nat(), fc.string({ maxLength: 4 }));
  fc.assert(
    fc.property(mangled, ([one, render, at, length, put]) => {
      const whole = render(one);
      const from = at % (whole.length + 1);
      const read = readPolicies(whole.slice(0, from) + put + whole.slice(from + (length % 8)));
      if (read.ok) expect(read.policies.length).toBeGreaterThan(0);
      else expect(read.problems.length + read.unresolved.length).toBeGreaterThan(0);
    }),
    { numRuns: 600 },
  );
});
