import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { renderJson } from "#lib/policy/render/render-json.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import packageJson from "../../package.json" with { type: "json" };
import { runCli } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cado-reach-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(command: string | readonly string[], stdin = "") {
  let [out, err] = ["", ""];
  async function* input() {
    yield new TextEncoder().encode(stdin);
  }
  const code = await runCli(typeof command === "string" ? command.split(" ") : command, {
    cwd: process.cwd(),
    stdin: input(),
    stdout: async (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const variant = (name: VariantName) => renderVariant({ variant: name, partition: "aws", tag: DOCUMENTED_TAG });
const stock = fileOf("stock.json", renderJson(variant("documented-default"), "document"));
const corrected = fileOf("corrected.json", renderJson(variant("corrected"), "document"));
const broken = fileOf("broken.json", '{\n  "Statement": [\n    {"Effect": "Allow", "Action": }\n  ]\n}');

describe("reach", () => {
  it("tells its version and its help on standard output", async () => {
    expect(await run("--version")).toEqual({ code: 0, out: `${packageJson.version}\n`, err: "" });
    const help = await run("--help");
    expect({ code: help.code, err: help.err }).toEqual({ code: 0, err: "" });
    expect(help.out).toContain("Exit codes:");
    expect((await run("help policy evaluate")).code).toBe(0);
  });

  it.each([
    "policy frobnicate",
    "frobnicate",
    "policy check",
    "policy render best",
    "policy render corrected --format xml",
    "policy render corrected --frobnicate",
    "policy evaluate",
    "policy render",
    `policy render corrected --from ${stock}`,
    "policy render corrected --as-is",
    "policy render documented-default --linux-only",
    "policy render corrected --tag Key",
    "policy render corrected --tag Key=*",
    "policy render corrected --region moon",
    "policy render corrected --region us-gov-west-1",
    "policy render corrected --partition mars",
    "policy guard --exempt arn:aws:iam::*:role/CadoResponseRole",
    "policy dashboard erase",
    `policy check ${folder}`,
    "policy check no-such-file.json",
    `policy check ${broken}`,
    `policy check ${stock} --set X`,
    "policy check - -",
    `policy evaluate --policy -`,
    "coverage --min 101",
    "coverage --format xml",
    "denial no-such-file.txt",
  ])("ends with 2, words on standard error and nothing on standard output: %s", async (command) => {
    const { code, out, err } = await run(command);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).not.toBe("");
  });

  it("names the place of every problem of every file", async () => {
    const { err } = await run(`policy check ${broken} ${stock} ${broken}`);
    expect(err.split("\n").filter((line) => line.startsWith(`reach: ${broken}:3:`))).toHaveLength(2);
  });
});

describe("reach policy check", () => {
  it("ends with 1 where a finding is an error, and says where it stands", async () => {
    const { code, out } = await run(`policy check ${stock}`);
    expect(code).toBe(1);
    expect(out).toContain(`${stock}:4:5: error: `);
    expect(out).toContain("[broad-send-command]");
    expect(out).toMatch(/\d+ errors?, \d+ warnings?, \d+ notes? in 1 policy\.\n$/);
  });

  it("ends with 0 where none is", async () => {
    expect((await run(`policy check ${corrected}`)).code).toBe(0);
  });

  it("takes the files for one role, from standard input too", async () => {
    const { code, out } = await run(
      `policy check ${corrected} - --format json`,
      renderJson(variant("documented-default"), "document"),
    );
    const answer = JSON.parse(out);
    expect(code).toBe(1);
    expect(answer.policies.map(({ file }: { file: string }) => file)).toEqual([corrected, "(standard input)"]);
    const broad = answer.findings.find((finding: { code: string }) => finding.code === "broad-send-command");
    expect(broad).toMatchObject({ level: "error", policy: 1, statement: 0, file: "(standard input)", line: 4, column: 5 });
  });

  it("holds the policies against another tag", async () => {
    expect((await run(`policy check ${corrected}`)).out).not.toContain("[tag-differs]");
    expect((await run(`policy check ${corrected} --tag Team=Forensics`)).out).toContain("[tag-differs]");
  });
});

describe("reach policy render", () => {
  it("prints a variant as the API answers it, with a line end", async () => {
    const { code, out } = await run("policy render documented-tagged");
    expect({ code, out }).toEqual({ code: 0, out: `${renderJson(variant("documented-tagged"), "document")}\n` });
  });

  it("takes the options of the correction", async () => {
    const { out } = await run(
      "policy render corrected --no-port-forwarding --linux-only --no-hybrid --region eu-west-1,eu-west-2 --account 111111111111",
    );
    expect(out).not.toContain("StartSession");
    expect(out).not.toContain("PowerShell");
    expect(out).not.toContain("managed-instance");
    expect(out).toContain('"arn:aws:ec2:eu-west-2:111111111111:instance/*"');
  });

  it("corrects a whole role, whose check has nothing to say any more", async () => {
    const { code, out, err } = await run(`policy render --from ${stock}`);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect((await run("policy check -", out)).code).toBe(0);
  });

  it("shows what a correction changes", async () => {
    const { out } = await run(`policy render --from ${stock} --diff`);
    expect(out).toMatch(/^--- stock\.json\n\+\+\+ stock\.json\n# .+\n@@ /);
  });

  it("writes another format without correcting", async () => {
    const { out } = await run(`policy render --from ${stock} --as-is --format cloudformation`);
    expect(out).toContain("      ManagedPolicyName: stock\n");
    expect(out).toContain("RequiredForTriageAndRunCommand");
  });

  it("writes a file per policy into a directory", async () => {
    const out = join(folder, "new", "out");
    const done = await run(["policy", "render", "--from", stock, corrected, "--as-is", "--format", "terraform", "--out", out]);
    expect({ code: done.code, out: done.out }).toEqual({ code: 0, out: "" });
    expect(readdirSync(out).sort()).toEqual(["corrected.tf", "stock.tf"]);
    expect(readFileSync(join(out, "stock.tf"), "utf8")).toContain('resource "aws_iam_policy" "stock" {');
  });

  it("prints the guard and the dashboard's own policies", async () => {
    expect((await run("policy guard --form scp --format terraform")).out).toContain('resource "aws_organizations_policy"');
    expect((await run("policy dashboard write --tag Team=Forensics")).out).toMatch(/"aws:TagKeys": \[?\s*"Team"/);
  });
});

describe("reach policy evaluate", () => {
  const send = { action: "ssm:SendCommand", resource: "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript" };

  it("answers each request in its place, and ends with 2 where a line could not be read", async () => {
    const lines = [JSON.stringify(send), "nope", "", JSON.stringify({ ...send, action: "ssm:StartSession" })];
    const { code, out } = await run(`policy evaluate --policy ${corrected}`, lines.join("\n"));
    const answers = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(2);
    expect(answers.map(({ result, error }) => result ?? error.slice(0, 7))).toEqual(["allowed", "line 2:", "denied"]);
    expect(answers[0].reasons).toEqual([
      { kind: "allowed-by", statement: { source: "identity", policy: 0, index: 1, sid: "CadoRunCommandDocuments" } },
    ]);
  });

  it("asks every boundary, session policy and level of SCPs that is given", async () => {
    const all = fileOf("all.json", '{"Effect": "Allow", "Action": "*", "Resource": "*"}');
    const deny = fileOf("deny.json", '{"Effect": "Deny", "Action": "ssm:*", "Resource": "*"}');
    const none = fileOf("none.json", '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}');
    const resultWith = async (flags: string) => {
      const { out } = await run(`policy evaluate --policy ${corrected}${flags}`, JSON.stringify(send));
      return JSON.parse(out).result;
    };
    expect(await resultWith("")).toBe("allowed");
    expect(await resultWith(` --boundary ${all} --session ${all} --scp ${all} --scp ${all}`)).toBe("allowed");
    expect(await resultWith(` --boundary ${none}`)).toBe("denied");
    expect(await resultWith(` --session ${none}`)).toBe("denied");
    expect(await resultWith(` --scp ${all} --scp ${none}`)).toBe("denied");
    expect(await resultWith(` --scp ${none},${all}`)).toBe("allowed");
    expect(await resultWith(` --scp ${all},${deny}`)).toBe("denied");
  });
});

describe("reach denial", () => {
  it("prints the facts, and {denial: false} for a text without one, with 0 for both", async () => {
    const text =
      "User: arn:aws:sts::111111111111:assumed-role/CadoResponseRole/x is not authorized to perform: ssm:SendCommand on resource: arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0 because no identity-based policy allows the ssm:SendCommand action";
    const { code, out } = await run("denial", text);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      denial: true,
      action: "ssm:SendCommand",
      nodeId: "i-0123456789abcdef0",
      deny: "implicit",
    });
    expect(await run("denial -", "all is well")).toEqual({ code: 0, out: '{\n  "denial": false\n}\n', err: "" });
  });
});
