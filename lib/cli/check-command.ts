import { type Command, Option } from "commander";
import type { CliIo } from "./cli-io.ts";
import { addPolicyOptions, addSetOption, type PolicyFlags, toCorrectionOptions } from "./policy-options.ts";
import type { Finish } from "./run-cli.ts";
import { UsageError } from "./usage-error.ts";

type CheckFlags = PolicyFlags & { boundary?: string; format: "text" | "json" };

/** `reach policy check`: findings of a role's policies; 1 where one of them is an error. */
export function addCheckCommand(policy: Command, io: CliIo, finish: Finish): void {
  const command = policy
    .command("check")
    .description("findings of a role's policies, all files together; exit code 1 on an error")
    .argument("<file...>", "JSON, YAML, CloudFormation or Terraform")
    .option("--boundary <file>", "the role's permissions boundary")
    .addOption(new Option("--format <format>", "how to write the findings").choices(["text", "json"]).default("text"));
  addSetOption(addPolicyOptions(command)).action(async (files: readonly string[], flags: CheckFlags) => {
    finish((await check(files, flags, io)) ? 0 : 1);
  });
}

/** True where no finding is an error. */
async function check(files: readonly string[], flags: CheckFlags, io: CliIo): Promise<boolean> {
  const { tag, partition } = toCorrectionOptions(flags);
  const [{ findFindings }, { recogniseTemplate }, { readPolicyFiles }, words] = await Promise.all([
    import("#lib/policy/findings/find-findings.ts"),
    import("#lib/policy/findings/recognise-template.ts"),
    import("./read-policy-files.ts"),
    import("./finding-lines.ts"),
  ]);
  const { boundary: boundaryFile, set = [] } = flags;
  if (boundaryFile === "-" && files.includes("-")) throw new UsageError("Standard input (-) can be read once only");
  const policies = await readPolicyFiles(files, set, io);
  const boundaries = boundaryFile === undefined ? [] : await readPolicyFiles([boundaryFile], set, io);
  if (boundaries.length > 1)
    throw new UsageError(`${boundaryFile}: a role has one boundary, ${boundaries.length} policies are in it`);
  const findings = findFindings({ policies, boundary: boundaries[0] ?? null }, { tag, partition });
  const template = recogniseTemplate(policies);
  await io.stdout(
    flags.format === "json" ? words.findingsJson(policies, findings, template) : words.findingsText(policies, findings),
  );
  return findings.every(({ level }) => level !== "error");
}
