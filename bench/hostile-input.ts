// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are those of CloudFormation and Terraform.
// How long hostile, absurd and merely large texts take until they are read or refused: `node bench/hostile-input.ts [SUBSTRING]`.
// At the end, a policy of 20 KB read again and again, as on every keystroke. The slowest has to be under 200 ms. Processor time, so that what else runs on the machine counts as little as it can.
import { readPolicies } from "../lib/policy/source/read-policies.ts";

const only = process.argv[2] ?? "";
const statement = '{"Effect":"Allow","Action":"ssm:SendCommand","Resource":"*"}';
const yamlStatement = (sid: number) =>
  `  - Sid: S${sid}\n    Effect: Allow\n    Action:\n      - ssm:SendCommand\n      - ec2:DescribeInstances\n    Resource: "arn:aws:ec2:*:*:instance/*"\n    Condition:\n      StringEquals:\n        ssm:resourceTag/X: "True"\n`;
const hclStatement = (sid: number) =>
  `  statement {\n    sid = "S${sid}"\n    actions = ["ssm:SendCommand", "ec2:DescribeInstances"]\n    resources = ["arn:aws:ec2:*:*:instance/*"]\n    condition {\n      test = "StringEquals"\n      variable = "x"\n      values = ["True"]\n    }\n  }\n`;

/** The text made of so many parts as come to the length. */
function filled(length: number, head: string, part: (at: number) => string, tail = ""): string {
  const parts = [head];
  for (let size = head.length, at = 0; size + tail.length < length; at++) {
    const next = part(at);
    parts.push(next);
    size += next.length;
  }
  return parts.join("") + tail;
}

const yamlUnits = [
  "- a\n",
  "a,",
  "&a ",
  "!a ",
  "#\n",
  "\n",
  "a\n",
  '"a" ',
  "---\n",
  "...\n",
  "a: ",
  "{a: 1}",
  "%\n",
  "\t",
  ",",
  "]",
  "[",
  "}\n",
  "- ,\n",
  "[]",
  "[],\n",
  "k: [\n",
  "a: *b\n",
  "- @\n",
  "   \n",
  "a: 1 # x\n",
  "''",
  "? a\n",
  "?\n",
  "k:\n",
  "a\r",
  "- ",
  "? ",
  "{a: ",
  "a:\n  b\n c\n",
  "\u2028",
  "<<: *a\n",
  "!!binary x\n",
  '"\\x',
  "|\n a\n",
  ">\n a\n\n",
];
const hclUnits = [
  "[",
  "{",
  "(",
  "!",
  "-",
  "a ? b : ",
  '"${',
  "a + ",
  ".a",
  "[0]",
  "a {\n",
  "a = 1\n",
  "$",
  "%",
  '"',
  "\n",
  "/*",
  "#\n",
  "//\n",
  "a.b[0](",
  "<<E\n",
  "%{if a}",
  "f(",
  "[for a in ",
  "a = b\n",
  'a "b" ',
  "\\",
  "${",
  "$${",
  "...",
  "\u200b",
];
const sizes = [20_000, 100_000, 195_000];

const cases: [name: string, text: string][] = [
  ['10 MB of ["x",', `[${'"x",'.repeat(2_500_000)}"x"]`],
  ["10 MB of a", "a".repeat(10_000_000)],
  ["10 MB of newlines", "\n".repeat(10_000_000)],
  ["1 MB of newlines", "\n".repeat(1_000_000)],
  ["1 MB of comments", "#\n".repeat(500_000)],
  ["1 MB of /*", "/*".repeat(500_000)],
  ["1 MB of a:", "a:".repeat(500_000)],
  ["1 MB of a", "a".repeat(1_000_000)],
  ["1 MB of a =", `${"a ".repeat(499_999)}= 1`],
  ["JSON 1 MB of numbers", `[${"1,".repeat(490_000)}1]`],
  ["JSON 1 MB of texts", `[${'"a",'.repeat(240_000)}"a"]`],
  ["JSON 1 MB of {}", `[${"{},".repeat(330_000)}{}]`],
  ["JSON 1 MB of {},", `${"{},".repeat(330_000)}{}`],
  ["JSON 1 MB of members", filled(1_000_000, "{", (at) => `"k${at}":1,`, '"k":1}')],
  ["JSON 1 MB of statements", filled(999_900, "[", () => `${statement},`, `${statement}]`)],
  [
    "JSON 1 MB one statement, actions",
    filled(999_900, '{"Effect":"Allow","Resource":"*","Action":[', () => '"ssm:SendCommand",', '"a:b"]}'),
  ],
  ["JSON 1 MB one text", `{"Effect":"Allow","Resource":"arn:${"*".repeat(999_900)}","Action":"a:b"}`],
  ["JSON 1 MB escapes", `{"Effect":"${"\\n".repeat(490_000)}"}`],
  ["JSON 1 MB bad escapes", `{"Effect":"${"\\x".repeat(490_000)}"}`],
  [
    "JSON 1 MB of resources",
    filled(
      999_900,
      '{"Resources":{',
      (at) => `"R${at}":{"Type":"AWS::IAM::Role","Properties":{"Policies":[{"PolicyDocument":${statement}}]}},`,
      '"X":{"Type":"A"}}}',
    ),
  ],
  ["JSON Fn::Sub of 1 MB", `{"Statement":{"Fn::Sub":"${"${a}".repeat(240_000)}"}}`],
  ["JSON Fn::Sub in itself", `{"Statement":${'{"Fn::Sub":["${a}${a}",{"a":'.repeat(10)}"x"${"}]}".repeat(10)}}`],
  ["JSON percent-encoded 1 MB", `{"PolicyDocument":"${"%7B".repeat(330_000)}"}`],
  [
    "JSON text body 1 MB",
    `{"Resources":{"S":{"Type":"AWS::CloudFormation::StackSet","Properties":{"TemplateBody":"${"a:\\n".repeat(240_000)}"}}}}`,
  ],
  ["JSON deep [", "[".repeat(100_000)],
  ["JSON deep {", '{"a":'.repeat(100_000)],
  [
    "YAML aliases",
    `a: &a [x]\n${Array.from({ length: 20 }, (_, at) => `${"bcdefghijklmnopqrstuv"[at]}: &${"bcdefghijklmnopqrstuv"[at]} [*${"abcdefghijklmnopqrstu"[at]},*${"abcdefghijklmnopqrstu"[at]}]`).join("\n")}\n`,
  ],
  ["YAML alias of itself", "a: &a [*a]\n"],
  [
    "HCL locals double",
    `${Array.from({ length: 60 }, (_, at) => `locals { l${at + 1} = "\${local.l${at}}\${local.l${at}}" }`).join("\n")}\nlocals { l0 = "x" }\npolicy = local.l60`,
  ],
  [
    "HCL lists double",
    `${Array.from({ length: 60 }, (_, at) => `locals { l${at + 1} = concat(local.l${at}, local.l${at}) }`).join("\n")}\nlocals { l0 = ["x"] }\npolicy = jsonencode(local.l60)`,
  ],
  [
    "HCL nested lists double",
    `${Array.from({ length: 30 }, (_, at) => `locals { l${at + 1} = [local.l${at}, local.l${at}] }`).join("\n")}\nlocals { l0 = ["x"] }\npolicy = jsonencode(local.l30)`,
  ],
  [
    "HCL documents in a row",
    `${Array.from({ length: 60 }, (_, at) => `data "aws_iam_policy_document" "d${at + 1}" {\n source_policy_documents = [data.aws_iam_policy_document.d${at}.json, data.aws_iam_policy_document.d${at}.json]\n}`).join("\n")}\ndata "aws_iam_policy_document" "d0" {\n${hclStatement(1).replace(/sid.*\n/, "")}}\n`,
  ],
  ["lone surrogates", `[${'"\ud800",'.repeat(100_000)}1]`],
  ...sizes
    .slice(0, 3)
    .flatMap((size): [string, string][] => [
      [`YAML policy of ${size}`, filled(size, "Version: 2012-10-17\nStatement:\n", yamlStatement)],
      [`HCL policy of ${size * 2}`, filled(size * 2, 'data "aws_iam_policy_document" "x" {\n', hclStatement, "}\n")],
      [
        `HCL heredoc of ${size * 2}`,
        filled(size * 2, 'policy = <<EOF\n{"Statement":[', () => `${statement},\n`, `${statement}]}\nEOF\n`),
      ],
      [`YAML keys ${size}`, filled(size, "", (at) => `k${at}: 1\n`)],
      [`YAML escapes ${size}`, `a: "${"\\n".repeat(size / 2)}"`],
      ...yamlUnits.map((unit): [string, string] => [
        `YAML ${JSON.stringify(unit)} ${size}`,
        `a: b\n${unit.repeat(size / unit.length)}`,
      ]),
      ...hclUnits.map((unit): [string, string] => [
        `HCL ${JSON.stringify(unit)} ${size * 2}`,
        `x = ${unit.repeat((size * 2) / unit.length)}`,
      ]),
      ...hclUnits.map((unit): [string, string] => [
        `HCL text ${JSON.stringify(unit)} ${size * 2}`,
        `x = "${unit.repeat((size * 2) / unit.length)}`,
      ]),
      ...hclUnits.map((unit): [string, string] => [
        `HCL heredoc ${JSON.stringify(unit)} ${size * 2}`,
        `x = <<E\n${unit.repeat((size * 2) / unit.length)}`,
      ]),
    ]),
];

for (let round = 0; round < 3; round++) for (const make of [yamlStatement, hclStatement]) readPolicies(filled(20_000, "", make));
const rows = cases
  .filter(([name]) => name.includes(only))
  .map(([name, text]) => {
    const before = process.cpuUsage();
    const read = readPolicies(text);
    const { user, system } = process.cpuUsage(before);
    const said = read.ok
      ? `${read.policies.length} policies`
      : (read.problems[0]?.title ?? `unresolved ${read.unresolved[0]?.name}`);
    return { name, ms: Math.round((user + system) / 1000), said };
  })
  .toSorted((a, b) => b.ms - a.ms);
for (const { name, ms, said } of rows.slice(0, only === "" ? 40 : rows.length))
  console.log(`${String(ms).padStart(6)} ms  ${name.padEnd(36).slice(0, 60)}  ${said.slice(0, 90)}`);
console.log(`${rows.length} texts, the slowest ${rows[0]?.ms} ms`);

const kinds: [string, string][] = [
  ["JSON", filled(20_000, "[", () => `${statement},`, `${statement}]`)],
  ["YAML", filled(20_000, "Version: 2012-10-17\nStatement:\n", yamlStatement)],
  ["Terraform", filled(20_000, 'data "aws_iam_policy_document" "x" {\n', hclStatement, "}\n")],
];
for (const [kind, text] of kinds) {
  const times = Array.from({ length: 40 }, () => {
    const before = performance.now();
    readPolicies(text);
    return performance.now() - before;
  }).toSorted((a, b) => a - b);
  console.log(`${kind} of 20 KB again and again: ${times[0]?.toFixed(1)} ms at best, ${times[20]?.toFixed(1)} ms median`);
}
