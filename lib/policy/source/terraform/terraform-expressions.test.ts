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

/** A policy whose resource is the expression, with what it may refer to. */
const configurationOf = (expression: string) =>
  `resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "a:b", Resource = ${expression} }]
  })
}
variable "name" { default = "web" }
variable "names" {
  type    = list(string)
  default = ["arn:a", "arn:b"]
}
variable "tags" { default = { env = "prod" } }
variable "ask" {}
variable "nothing" { default = null }
locals {
  prefix = "arn:\${var.name}"
  both   = concat(var.names, [local.prefix])
}
resource "aws_s3_bucket" "logs" { bucket = "logs-\${var.name}" }
`.replaceAll("\\${", "${");

describe("expressions that the text itself answers", () => {
  it.each<[string, string, unknown]>([
    ["a variable", "var.names", ["arn:a", "arn:b"]],
    ["a text with one", '"arn:${var.name}/$${aws:userid}/%%{x}"', "arn:web/${aws:userid}/%{x}"],
    ["a text that is one", '"${var.names}"', ["arn:a", "arn:b"]],
    ["a local value of others", "local.both", ["arn:a", "arn:b", "arn:web"]],
    ["a part of a value", '"arn:${var.tags.env}${var.tags["env"]}${var.names[1]}"', "arn:prodprodarn:b"],
    ["an attribute that is written", '"arn:${aws_s3_bucket.logs.bucket}"', "arn:logs-web"],
    ["the partition", '"arn:${data.aws_partition.current.partition}"', "arn:aws"],
    ["a conditional", 'var.name != "web" ? "arn:yes" : "arn:no"', "arn:no"],
    ["format and join", 'format("arn:%s:%%", join("-", ["a", "b"]))', "arn:a-b:%"],
    ["sets and lists", 'distinct(compact(flatten([["arn:b", ""], toset(["arn:b", "arn:a"])])))', ["arn:b", "arn:a"]],
    ["escapes", '"arn:\\u0041\\"\\\\"', 'arn:A"\\'],
    ["parentheses over lines", '(\n  "arn:x"\n)', "arn:x"],
  ])("%s", (_, expression, expected) => {
    expect(taken(readPolicies(configurationOf(expression)))[0]?.document.Statement[0]?.Resource).toEqual(expected);
  });

  it("takes given values first, by the reference as it is written", () => {
    const text = configurationOf('[var.name, "arn:${data.aws_partition.x.partition}:${aws_s3_bucket.logs.arn}"]');
    const values = { "var.name": "arn:n", "data.aws_partition.x.partition": "aws-cn", "aws_s3_bucket.logs.arn": "b" };
    expect(taken(readPolicies(text, { values }))[0]?.document.Statement[0]?.Resource).toEqual(["arn:n", "arn:aws-cn:b"]);
  });
});

describe("what the text does not answer refuses the whole text, with its place", () => {
  it.each<[string, string, RegExp]>([
    ["a variable without a default", "var.ask", /^var\.ask 3:65$/],
    ["a variable whose default is null", "var.nothing", /^var\.nothing 3:65$/],
    ["a variable that is not there, twice", '["${var.x}", var.x]', /^var\.x 3:69 3:78$/],
    ["an attribute that only AWS knows", '"${aws_s3_bucket.logs.arn}/*"', /^aws_s3_bucket\.logs\.arn 3:68$/],
    ["the account", "data.aws_caller_identity.me.account_id", /^data\.aws_caller_identity\.me\.account_id 3:65$/],
    ["a local value that is not there", "local.x", /^local\.x 3:65$/],
    ["each.value", "each.value", /^each\.value 3:65$/],
    ["a for expression", "[for a in var.names : a]", /^3:65 A for expression is not worked out/],
    ["a splat", "var.names[*]", /^3:65 A splat expression/],
    ["a function of another kind", 'cidrhost("10.0.0.0/8", 1)', /^3:65 cidrhost\(\) is not worked out/],
    ["a file", 'file("p.json")', /^3:65 file\(\) reads another file/],
    ["a calculation", "1 + 1", /^3:65 The calculation with \+ is not worked out/],
    ["a directive", '"%{if true}a%{endif}"', /^3:66 A template directive/],
    ["a part that is not there", "var.tags.nope", /^3:65 What is referred to here is not there/],
    ["a list in a text", '"arn:${var.names}"', /^3:72 Expected one text/],
  ])("%s", (_, expression, said) => {
    expect(told(readPolicies(configurationOf(expression)))).toMatch(said);
  });
});

describe("text that is no HCL is refused where it stops being it", () => {
  it.each<[string, string, RegExp]>([
    ["a block without end", 'resource "a" "b" {\n  x = 1\n', /^3:1 Expected a name or "}", found the end of the text/],
    ["a list without a comma", 'policy = ["a" "b"]', /^1:15 Expected "," or "\]", found "\\""/],
    ["an object without a separator", "policy = { a = 1 b = 2 }", /^1:18 Expected a new line, "," or "}", found "b"/],
    ["two attributes on a line", 'resource "a" "b" {\n  x = 1 y = 2\n}', /^2:9 Expected a new line, found "y"/],
    ["a missing value", 'resource "a" "b" {\n  x =\n}', /^2:6 Expected a value, found the end of the line/],
    ["a text without end", 'policy = "abc\n', /^1:10 .* no closing quote/],
    ["a heredoc without end", "policy = <<EOF\n{}\n", /^1:10 .* no line with EOF alone/],
    ["a comment without end", "policy = 1 /* x", /^1:12 The comment that begins here has no end/],
    ["an unknown escape", 'policy = "a\\x"', /^1:12 The escape \\x is not one of HCL's/],
    ["a brace too many", 'resource "a" "b" {\n}\n}', /^3:1 Expected a name, found "}"/],
    ["an interpolation without end", 'policy = "${var.x"', /^1:18 Expected "}" of the interpolation/],
    ["an IAM variable as IAM writes it", 'policy = "${aws:userid}"', /^1:11 .* an IAM variable is written with two dollar signs/],
    ["bad JSON in a heredoc", 'policy = <<EOF\n{\n  "Statement": [,]\n}\nEOF\n', /^3:17 Expected a value, found ","/],
    [
      "a bad policy in a heredoc",
      'policy = <<-EOF\n    {"Effect": "Allow",\n     "Action": "x", "Resource": "*"}\n  EOF\n',
      /^3:16 Expected an action/,
    ],
  ])("%s", (_, text, said) => {
    expect(told(readPolicies(text))).toMatch(said);
  });
});
