import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { parsePolicyRequest, renderRequestedPolicies } from "./policy-request.ts";
import { defaultCorrection } from "./rewrite/correction-options.ts";
import { renderVariant } from "./variants.ts";

const parse = (query: string) => parsePolicyRequest(new URLSearchParams(query), DOCUMENTED_TAG);

function textOf(query: string): string {
  const result = parse(query);
  return result.ok ? (renderRequestedPolicies(result.request)[0]?.text ?? "") : "";
}

test("asks for a document for aws and the estate's tag where nothing else is said", () => {
  expect(parse("variant=corrected")).toEqual({
    ok: true,
    request: {
      subject: { kind: "variant", variant: "corrected" },
      options: {
        tag: DOCUMENTED_TAG,
        partition: "aws",
        portForwarding: true,
        linuxOnly: false,
        hybrid: true,
        accounts: [],
        regions: [],
        ownSessionsOnly: true,
        guard: true,
      },
      format: "json",
      shape: "document",
    },
  });
});

test("takes every parameter", () => {
  const query =
    "subject=variant&variant=corrected&partition=aws-cn&key=ir%3Acado&value=yes&format=terraform&shape=statements&portForwarding=false&linuxOnly=true&hybrid=false&ownSessionsOnly=false&guard=false&accounts=111111111111,222222222222&regions=cn-north-1&regions=cn-northwest-1";
  expect(parse(query)).toEqual({
    ok: true,
    request: {
      subject: { kind: "variant", variant: "corrected" },
      options: {
        tag: { key: "ir:cado", value: "yes" },
        partition: "aws-cn",
        portForwarding: false,
        linuxOnly: true,
        hybrid: false,
        accounts: ["111111111111", "222222222222"],
        regions: ["cn-north-1", "cn-northwest-1"],
        ownSessionsOnly: false,
        guard: false,
      },
      format: "terraform",
      shape: "statements",
    },
  });
});

test.each<[string, object]>([
  ["subject=guard", { kind: "guard", form: "scp", exempt: [] }],
  [
    "subject=guard&form=boundary&exempt=arn:aws:iam::*:role/a,b&exempt=arn:aws:iam::*:role/Tag*",
    { kind: "guard", form: "boundary", exempt: ["arn:aws:iam::*:role/a,b", "arn:aws:iam::*:role/Tag*"] },
  ],
  ["subject=dashboard", { kind: "dashboard", part: "read" }],
  ["subject=dashboard&part=write", { kind: "dashboard", part: "write" }],
])("%s asks for another policy than Cado's", (query, subject) => {
  expect(parse(query)).toMatchObject({ ok: true, request: { subject } });
});

const faultsOf = (query: string) => {
  const result = parse(query);
  return result.ok ? [] : result.faults.map(({ parameter }) => parameter).sort();
};

test("names every fault at once", () => {
  expect(faultsOf("variant=best&partition=mars&shape=yaml&key=aws%3Ax&value=*&colour=red&shape=document&accounts=12")).toEqual([
    "accounts",
    "colour",
    "key",
    "partition",
    "shape",
    "shape",
    "value",
    "variant",
  ]);
});

test.each<[string, readonly string[]]>([
  ["", ["variant"]],
  ["variant=", ["variant"]],
  ["variant=corrected&partition=AWS", ["partition"]],
  ["variant=corrected&shape=Document", ["shape"]],
  ["variant=corrected&format=hcl", ["format"]],
  ["variant=corrected&key=", ["key"]],
  ["variant=corrected&value=", ["value"]],
  ["variant=corrected&variant=corrected", ["variant"]],
  ["variant=corrected&linuxOnly=yes", ["linuxOnly"]],
  ["variant=corrected&regions=eu-west-1,moon", ["regions"]],
  ["variant=corrected&regions=eu-west-1&partition=aws-us-gov", ["regions"]],
  ["variant=documented-tagged&linuxOnly=true", ["linuxOnly"]],
  ["variant=corrected&form=scp", ["form"]],
  ["subject=guard&variant=corrected", ["variant"]],
  ["subject=guard&form=rcp", ["form"]],
  ["subject=guard&exempt=arn:aws:iam::*:role/CadoResponseRole", ["exempt"]],
  ["subject=guard&exempt=me", ["exempt"]],
  ["subject=dashboard&part=all", ["part"]],
  ["subject=role", ["subject"]],
  ["subject=__proto__", ["subject"]],
])("refuses %s", (query, parameters) => {
  expect(faultsOf(query)).toEqual(parameters);
});

test("keeps an estate's own tag even where it would refuse it from a stranger", () => {
  expect(parsePolicyRequest(new URLSearchParams("variant=corrected"), { key: "Cado", value: "" }).ok).toBe(true);
});

test("renders text that parses back: a document, or a list of statements", () => {
  const both = (["document", "statements"] as const).map((shape) =>
    JSON.parse(textOf(`variant=documented-tagged&shape=${shape}`)),
  );
  expect(both[0].Statement).toEqual(both[1]);
  expect(both[1]).toHaveLength(2);
});

test("writes the same policy in every format, named after it", () => {
  const files = ["json", "terraform", "cloudformation"].map((format) => {
    const result = parse(`variant=corrected&format=${format}&partition=aws-cn`);
    return result.ok ? renderRequestedPolicies(result.request).map(({ fileName }) => fileName) : [];
  });
  expect(files.flat()).toEqual([
    "cado-ssm-corrected-aws-cn.json",
    "cado-ssm-corrected-aws-cn.tf",
    "cado-ssm-corrected-aws-cn.yaml",
  ]);
});

test("gives two policies of one name files and resources of their own", () => {
  const policy = {
    name: "Cado",
    kind: "inline",
    document: renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG }),
  } as const;
  const subject = { kind: "own", policies: [policy, policy, { ...policy, name: "cado" }], corrected: false } as const;
  const options = defaultCorrection({ tag: DOCUMENTED_TAG, partition: "aws" });
  const rendered = renderRequestedPolicies({ subject, options, format: "terraform", shape: "document" });
  expect(rendered.map(({ name, fileName }) => [name, fileName])).toEqual([
    ["Cado", "Cado.tf"],
    ["Cado", "Cado-2.tf"],
    ["cado", "cado-3.tf"],
  ]);
  expect(rendered[1]?.text).toContain('resource "aws_iam_role_policy" "cado_2"');
});

test("has no text for a policy of which the correction leaves nothing", () => {
  const session = { Effect: "Allow", Action: "ssm:StartSession", Resource: "*" } as const;
  const bucket = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } as const;
  const command = { ...session, Action: "ssm:SendCommand" } as const;
  const policies = [
    { name: "buckets", kind: "inline", document: { Version: "2012-10-17", Statement: [bucket, command] } },
    { name: "sessions", kind: "inline", document: { Version: "2012-10-17", Statement: [session] } },
  ] as const;
  const options = { ...defaultCorrection({ tag: DOCUMENTED_TAG, partition: "aws" }), portForwarding: false };
  const subject = { kind: "own", policies, corrected: true } as const;
  const rendered = renderRequestedPolicies({ subject, options, format: "json", shape: "document" });
  expect(rendered.map(({ name }) => name)).toEqual(["buckets"]);
});
