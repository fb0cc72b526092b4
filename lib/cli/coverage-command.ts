import { type Command, Option } from "commander";
import type { Capability } from "#lib/domain/verdict.ts";
import type { CliIo } from "./cli-io.ts";
import { addSetOption } from "./policy-options.ts";
import type { Finish } from "./run-cli.ts";
import { UsageError } from "./usage-error.ts";

export type CoverageFormat = "text" | "json" | "csv";

export type CoverageFlags = {
  policy?: readonly string[];
  min?: number;
  capability: Capability;
  format: CoverageFormat;
  failOnGap?: boolean;
  set?: readonly string[];
};

/** `reach coverage`: reads the estate as the dashboard does, and counts; 1 below the minimum. */
export function addCoverageCommand(program: Command, io: CliIo, finish: Finish): void {
  const command = program
    .command("coverage")
    .description("read the estate from AWS and count what Cado can reach; settings and configuration are the dashboard's")
    .option("--policy <policy...>", "variant, role (as IAM has it), or the role's policy files (default: the configuration's)")
    .option("--min <percent>", "exit code 1 where less of the listed nodes is reachable for certain", toPercent)
    .addOption(
      new Option("--capability <capability>", "what Cado is to do")
        .choices(["run-command", "port-forwarding"])
        .default("run-command"),
    )
    .addOption(new Option("--format <format>", "how to write the counts").choices(["text", "json", "csv"]).default("text"))
    .option("--fail-on-gap", "exit code 1 also where an account or region could not be read");
  addSetOption(command).action(async (flags: CoverageFlags) => {
    const { coverage } = await import("./coverage.ts");
    finish((await coverage(flags, io)) ? 0 : 1);
  });
}

function toPercent(text: string): number {
  const percent = /^\d{1,3}(\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (!(percent >= 0 && percent <= 100)) throw new UsageError(`--min ${text}: expected a number from 0 to 100`);
  return percent;
}
