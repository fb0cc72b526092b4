import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import type { NamedPolicy } from "../named-policy.ts";
import { hclValue } from "./hcl-value.ts";
import { renderCloudFormation } from "./render-cloudformation.ts";
import { renderPolicy } from "./render-policy.ts";

/** Texts that YAML, HCL or a template would take for something else. */
const ODD = [
  ...["yes", "NO", "on", "y", "N", "null", "~", "true", "2012-10-17", "0123", "0o7", "1e3", "1_000", "12:30:45", "0x1F", ".inf"],
  ...[
    "=",
    "<<",
    "-",
    "?",
    "---",
    "...",
    "- a",
    "",
    "%a",
    "@a",
    "`a",
    "!a",
    "&a",
    "*a",
    "{{a}}",
    "for",
    "if",
    "1.0",
    "+1",
    "|",
    ">",
  ],
  ...[
    "a: b",
    "a #b",
    "#a",
    " a",
    "a ",
    "é",
    `\${aws:userid}*`,
    `$\${a}`,
    `$$\${a}`,
    "%{ if }",
    "%%{a}",
    '"',
    "\\",
    "\\n",
    "//",
    "/*",
  ],
];

const characters = fc.oneof(
  fc.constantFrom(..."abzA019*?:/-_.=+@ $ {}%\"\\'#&!|>~`,[]<\n\r\t", `\${`, "%{", "$$", "\u0085", "\u00a0", "\u0001", "\u007f"),
  fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
);
const text = fc.oneof(
  fc.constantFrom(...ODD),
  fc.array(characters, { maxLength: 10 }).map((parts) => parts.join("")),
);
const oneOrMore = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const condition = fc.dictionary(
  text,
  fc.dictionary(text, oneOrMore(fc.oneof(text, fc.boolean(), fc.integer())), { maxKeys: 3 }),
  { maxKeys: 3 },
);
const statement = fc.record(
  {
    Sid: text,
    Effect: fc.constantFrom("Allow" as const, "Deny" as const),
    Action: oneOrMore(text),
    Resource: oneOrMore(text),
    Condition: condition,
  },
  { requiredKeys: ["Effect", "Action", "Resource"] },
);
const document = fc.record({
  Version: fc.constant("2012-10-17"),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
});
const policy: fc.Arbitrary<NamedPolicy> = fc.record({ name: text, kind: fc.constantFrom("inline", "managed"), document });

describe("a CloudFormation template", () => {
  it.each(["1.1", "1.2"] as const)("reads back as the same document in YAML %s", (version) => {
    fc.assert(
      fc.property(policy, (one) => {
        const template = parse(renderCloudFormation(one, "document", "role"), { version });
        const [resource] = Object.values<{ Properties: { PolicyDocument: unknown } }>(template.Resources);
        expect(resource?.Properties.PolicyDocument).toEqual(one.document);
      }),
      { numRuns: 150 },
    );
  });
});

const hasTerraform = spawnSync("terraform", ["version"], { env: { ...process.env, CHECKPOINT_DISABLE: "1" } }).status === 0;

function terraform(args: readonly string[], input: string): string {
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  const { status, stdout, stderr } = spawnSync("terraform", args, { input, encoding: "utf8", env });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe.runIf(hasTerraform)("Terraform itself", () => {
  const samples = fc.sample(policy, { numRuns: 150, seed: 7 });

  test("leaves the file as it is", () => {
    // The resources are named alike, which is nothing to the formatter.
    const file = samples.map((one) => renderPolicy(one, "terraform").text).join("\n");
    expect(terraform(["fmt", "-"], file)).toBe(file);
  });

  test("evaluates it to the same document", () => {
    const folder = mkdtempSync(join(tmpdir(), "cado-reach-terraform-"));
    try {
      const locals = samples.map(({ document }, at) => `locals {\n  d${at} = jsonencode(${hclValue(document, "  ")})\n}\n`);
      writeFileSync(join(folder, "main.tf"), locals.join("\n"));
      const all = samples.map((_, at) => `local.d${at}`).join(", ");
      const printed: string = JSON.parse(terraform([`-chdir=${folder}`, "console"], `base64encode(jsonencode([${all}]))\n`));
      const values: string[] = JSON.parse(Buffer.from(printed, "base64").toString());
      expect(values.map((value) => JSON.parse(value))).toEqual(samples.map(({ document }) => document));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
