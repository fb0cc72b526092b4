// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are those of CloudFormation and Terraform.
import { describe, expect, it } from "vitest";
import { readPolicies } from "./read-policies.ts";

/** The problems in the order of the text, where it is refused as it has to be. */
function refusal(text: string) {
  const read = readPolicies(text);
  if (read.ok) throw new Error("It was taken.");
  expect(read.problems.length).toBeLessThanOrEqual(100);
  if (read.problems.length === 0) throw new Error("There is no problem told.");
  return read.problems.map(({ title, place }) => `${place?.line}:${place?.column} ${title}`).join("\n");
}

const ROLE = 'resource "aws_iam_policy" "p" {\n  policy = ';

describe("a text that is too much is refused, and says what the limit is", () => {
  it.each<[string, string, RegExp]>([
    ["10 MB of JSON", `[${'"x",'.repeat(2_500_000)}"x"]`, /^1:1 The text has 10000005 characters; at most 1000000/],
    ["10 MB of one letter", "a".repeat(10_000_000), /^1:1 The text has 10000000 characters/],
    ["many values of JSON", `[${"{},".repeat(300_000)}{}]`, /has 50000 values, and more are not read/],
    ["YAML that is too long", `a: ${"b".repeat(200_000)}`, /at most 200000 of YAML/],
    ["YAML of many pieces", "- a\n".repeat(40_000), /has 20000 values and signs/],
    ["many documents of YAML", "---\na: b\n".repeat(60), /At most 50 documents/],
    ["Terraform that is too long", `a = "${"b".repeat(250_000)}"`, /at most 250000 of Terraform/],
    ["nothing", "", /^1:1 There is no text/],
    ["nothing but space", " \n\t\r\n ", /There is no text/],
    ["something else", "Dear colleague,\nplease find attached", /^1:1 Expected a policy as JSON or YAML, .* begins with "D"/],
    ["a web page", "<html></html>", /Expected a policy as JSON or YAML/],
  ])("%s", (_, text, said) => {
    expect(refusal(text)).toMatch(new RegExp(said, "m"));
  });
});

describe("a text that is too deep is refused where it becomes so", () => {
  it.each<[string, string, RegExp]>([
    ["lists of JSON", "[".repeat(100_000), /^1:34 Nested more than 32 deep/],
    ["objects of JSON", '{"a":'.repeat(100_000), /Nested more than 32 deep/],
    ["lists of YAML", `a: ${"[".repeat(100_000)}`, /Nested more than 64 deep/],
    ["objects of YAML", `a: ${"{b: ".repeat(40_000)}`, /Nested more than 64 deep/],
    ["dashes of YAML", "- ".repeat(90_000), /^1:1 Nested more than 64 deep/],
    [
      "indents of YAML",
      Array.from({ length: 300 }, (_, at) => `${" ".repeat(at)}k:`).join("\n"),
      /^\d+:\d+ Nested more than 64 deep/,
    ],
    ["lists of HCL", `${ROLE}${"[".repeat(100_000)}`, /^2:\d+ Nested more than 48 deep/],
    ["blocks of HCL", "a {\n".repeat(60_000), /Nested more than 48 deep/],
    ["texts of HCL", `${ROLE}${'"${'.repeat(50_000)}`, /Nested more than 48 deep/],
    ["signs of HCL", `${ROLE}${"!".repeat(100_000)}true\n}`, /Nested more than 48 deep/],
    ["conditionals of HCL", `${ROLE}${"a ? b : ".repeat(20_000)}c\n}`, /Nested more than 48 deep/],
    ["a local value of itself", `${ROLE}local.a\n}\nlocals {\n  a = local.a\n}`, /refers to itself/],
    ["an alias of itself", "a: &a [*a]\n", /Nested more than 64 deep/],
  ])("%s", (_, text, said) => {
    expect(refusal(text)).toMatch(new RegExp(said, "m"));
  });
});

describe("a short text that stands for an endless one is refused", () => {
  const names = [..."abcdefghijklmnopqrstuv"];
  const aliases = names.slice(1).map((name, at) => `${name}: &${name} [*${names[at]}, *${names[at]}]`);
  const locals = (value: (before: string) => string) =>
    Array.from({ length: 30 }, (_, at) => `locals {\n  l${at + 1} = ${value(`local.l${at}`)}\n}\n`).join("");
  const documents = Array.from({ length: 40 }, (_, at) => {
    const before = `data.aws_iam_policy_document.d${at}.json`;
    return `data "aws_iam_policy_document" "d${at + 1}" {\n  source_policy_documents = [${before}, ${before}]\n}\n`;
  }).join("");
  it.each<[string, string, RegExp]>([
    ["aliases of YAML", `a: &a [x, y]\n${aliases.join("\n")}\n`, /more than 50000 values; aliases repeat/],
    [
      "texts of HCL",
      `locals {\n  l0 = "x"\n}\n${locals((l) => `"\${${l}}\${${l}}"`)}policy = local.l30`,
      /too much for a policy/,
    ],
    [
      "lists of HCL",
      `locals {\n  l0 = ["x"]\n}\n${locals((l) => `concat(${l}, ${l})`)}policy = local.l30`,
      /too much for a policy/,
    ],
    [
      "values of HCL",
      `locals {\n  l0 = ["x"]\n}\n${locals((l) => `[${l}, ${l}]`)}policy = local.l30`,
      /far more values, or deeper ones/,
    ],
    [
      "policy documents of HCL",
      `data "aws_iam_policy_document" "d0" {\n  statement {\n    actions = ["a:b"]\n    resources = ["*"]\n  }\n}\n${documents}`,
      /put together from are too much for a policy/,
    ],
    [
      "Fn::Sub",
      `Parameters: {a: {Type: String, Default: ${"x".repeat(10_000)}}}\nResources:\n  R:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: !Sub "${"${a}".repeat(1000)}"\n`,
      /longer than 200000 characters/,
    ],
  ])("%s", (_, text, said) => {
    expect(refusal(text)).toMatch(new RegExp(said, "m"));
  });
});

describe("what is there twice, or could mean two things, is refused", () => {
  const yaml = (line: string) => `Effect: Allow\nAction: "*"\nResource: "*"\n${line}\n`;
  it.each<[string, string, RegExp]>([
    ["a member of JSON", '{"Effect":"Allow",\n"Effect":"Deny"}', /^2:1 "Effect" is there twice/],
    ["a member of JSON, once escaped", '{"Effect":"Allow","\\u0045ffect":"Deny"}', /^1:19 "Effect" is there twice/],
    ["a key of YAML", yaml("Effect: Deny"), /^4:1 "Effect" is there twice/],
    ["a merge key", `a: &a {Effect: Deny}\nb:\n  <<: *a\n`, /^3:3 Merge keys are not read/],
    ["an attribute of HCL", "policy = 1\npolicy = 2", /^2:1 policy is there twice/],
    ["a member of HCL", `${ROLE}jsonencode({ a = 1, a = 2 })\n}`, /^2:\d+ "a" is there twice/],
    ["a block of HCL", `${ROLE}jsonencode({})\n}\n${ROLE}jsonencode({})\n}`, /^4:1 aws_iam_policy\.p is there twice/],
    ["an unknown alias", yaml("Sid: *x"), /no anchor &x/],
    ["a tag of a language", yaml("Sid: !!python/object:os.system x"), /The tag .* is not one of CloudFormation's/],
    ["a boolean of YAML 1.1", yaml("Condition: {Bool: {a: on}}"), /^4:23 Without quotes on is not read/],
    ["a number with a leading zero", yaml("Condition: {StringEquals: {a: 012345678901}}"), /^4:31 Without quotes 012345678901/],
    ["a list as a key", yaml("? [a]\n: b"), /Expected a key that is a text/],
    ["a tab", "Effect:\n\t- Allow", /^2:1 YAML is indented with spaces/],
  ])("%s", (_, text, said) => {
    expect(refusal(text)).toMatch(new RegExp(said, "m"));
  });
});

describe("names of JavaScript's own objects are members like any other", () => {
  const condition = '{"__proto__":{"k":"v"},"constructor":{"toString":"v"}}';
  it.each([
    ["JSON", `{"Effect":"Allow","Action":"*","Resource":"*","Condition":${condition}}`],
    ["YAML", `Effect: Allow\nAction: "*"\nResource: "*"\nCondition: ${condition}`],
    ["Terraform", `jsonencode({ Effect = "Allow", Action = "*", Resource = "*", Condition = ${condition} })`],
  ])("in %s", (_, text) => {
    const read = readPolicies(text);
    const block = read.ok ? read.policies[0]?.document.Statement[0]?.Condition : undefined;
    expect(Object.keys(block ?? {})).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>).k).toBeUndefined();
  });

  it("and are refused where no such member belongs", () => {
    expect(refusal('{"Effect":"Allow","Action":"*","Resource":"*","__proto__":{}}')).toMatch(/no element "__proto__"/);
    expect(readPolicies("Statement: !Sub ${constructor}")).toMatchObject({ ok: false, unresolved: [{ name: "constructor" }] });
    expect(readPolicies("policy = var.constructor")).toMatchObject({ ok: false, unresolved: [{ name: "var.constructor" }] });
    expect(refusal("policy = constructor()")).toMatch(/constructor\(\) is not worked out/);
  });
});

describe("characters that cannot be told from others, or not be seen, are named", () => {
  const json = (effect: string, rest = "") => `{"Effect":${effect},"Action":"*","Resource":"*"${rest}}`;
  it.each<[string, string, RegExp]>([
    [
      "Cyrillic in JSON",
      json('"\u0410llow"'),
      /^1:11 Effect is .* character 1 is "\u0410" \(U\+0410, a Cyrillic letter that looks like "A"\)/,
    ],
    ["Cyrillic in a name", '{"\u0415ffect":"Allow"}', /^1:\d+ .*U\+0415, a Cyrillic letter that looks like "E"/],
    ["Cyrillic in YAML", "Effect: \u0410llow\nAction: '*'\nResource: '*'", /^1:9 Effect is .*U\+0410/],
    ["Greek in Terraform", 'statement {\n  effect = "\u0391llow"\n}', /^2:12 Effect is .*U\+0391, a Greek letter/],
    ["curly quotes", "{\u201cEffect\u201d: 1}", /^1:2 Expected a member name .*U\+201C, a curly quote/],
    ["full-width quotes", "{\uff02Effect\uff02: 1}", /U\+FF02, a full-width/],
    ["a no-break space", '{\u00a0"Effect": 1}', /^1:2 .*found U\+00A0, a no-break space/],
    [
      "a zero-width space in an action",
      '{"Effect":"Allow","Action":"ssm:\u200bSendCommand","Resource":"*"}',
      /^1:28 .*U\+200B, a zero-width space/,
    ],
    [
      "a soft hyphen in an ARN",
      '{"Effect":"Allow","Action":"*","Resource":"arn:aws:\u00adssm"}',
      /^1:43 IAM does not take U\+00AD, a soft hyphen/,
    ],
    [
      "Cyrillic in an ARN",
      '{"Effect":"Allow","Action":"*","Resource":"arn:aws:ec2:*:*:inst\u0430nce/*"}',
      /^1:43 IAM does not take "\u0430"/,
    ],
    [
      "a word joiner in a key",
      json('"Allow"', ',"Condition":{"Bool":{"a\u2060":true}}'),
      /^1:\d+ IAM does not take U\+2060, a word joiner/,
    ],
    ["a smart quote in HCL", "policy = \u201cx\u201d", /^1:10 Expected a value, found "\u201c" \(U\+201C/],
    ["a zero-width space in HCL", "policy =\u200b 1", /^1:9 Expected a value, found U\+200B/],
    ["half of a character", json('"Allow"', ',"Condition":{"Bool":{"a":"\ud800"}}'), /U\+D800, half of a character/],
    ["a NUL byte in JSON", '{"Effect":\0}', /^1:11 Expected a value, found U\+0000, a NUL byte/],
    ["UTF-16 read as bytes", [...'{"Effect":1}'].join("\0"), /U\+0000, a NUL byte/],
    ["a right-to-left override", json('"Allow\u202e"'), /U\+202E, a right-to-left override/],
  ])("%s", (_, text, said) => {
    expect(refusal(text)).toMatch(new RegExp(said, "m"));
  });
});

describe("texts made to keep a parser busy", () => {
  const units = [
    "[",
    "{",
    "(",
    '"',
    "'",
    "\\",
    "${",
    "$",
    "%{",
    "-",
    "- ",
    "? ",
    ": ",
    "a: ",
    ",",
    "]",
    "}",
    "#",
    "/*",
    "//",
    "\n",
    "\r",
    "\t",
    "!a ",
    "&a ",
    "*a ",
    "<<E\n",
    "%7B",
    "\u2028",
    "\ufeff",
    "\0",
    "|\n",
    ">\n",
    "a ",
    "1",
    ".",
    "!",
    "=",
    "a = ",
    "\ud800",
  ];
  const heads = [
    "",
    "{",
    '{"a":',
    '{"a":"',
    "a: ",
    "a:\n  - ",
    "a = ",
    'a = "',
    "a = <<E\n",
    "a {",
    "jsonencode(",
    "Statement: !Sub ",
    '{"PolicyDocument":"',
  ];
  it.each(heads)("are refused or lack a value, and never throw, after %j", (head) => {
    for (const unit of units) {
      const read = readPolicies(head + unit.repeat(3_000));
      expect(read.ok ? unit : "refused").toBe("refused");
      if (!read.ok) expect(read.problems.length + read.unresolved.length).toBeGreaterThan(0);
    }
  });
});
