import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { addAuditCommands } from "./audit-command.ts";
import { addCheckCommand } from "./check-command.ts";
import type { CliIo, ExitCode } from "./cli-io.ts";
import { addCoverageCommand } from "./coverage-command.ts";
import { addDenialCommand } from "./denial-command.ts";
import { addEvaluateCommand } from "./evaluate-command.ts";
import { addDashboardCommand, addGuardCommand, addRenderCommand } from "./render-commands.ts";
import { addStoreCommands } from "./store-command.ts";
import { UsageError } from "./usage-error.ts";

/** Hands a command's exit code back; commander's actions answer nothing. */
export type Finish = (code: ExitCode) => void;

/**
 * Runs one command line (`arguments_` without node and script) and gives its exit code. What goes wrong as foreseen is
 * words on standard error and 2; everything else is thrown. Commands load what they need when they are run.
 */
export async function runCli(arguments_: readonly string[], io: CliIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  const written: Promise<void>[] = [];
  const program = new Command("reach")
    .description(packageJson.description)
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => written.push(io.stdout(text)), writeErr: (text) => io.stderr(text) })
    .addHelpText("after", EXIT_CODES);
  const finish: Finish = (ended) => {
    code = ended;
  };
  const policy = program.command("policy").description("check, write and ask policies; needs no AWS");
  addCheckCommand(policy, io, finish);
  addRenderCommand(policy, io, finish);
  addGuardCommand(policy, io);
  addDashboardCommand(policy, io);
  addEvaluateCommand(policy, io, finish);
  addDenialCommand(program, io);
  addCoverageCommand(program, io, finish);
  addAuditCommands(program, io, finish);
  addStoreCommands(program, io);
  try {
    await program.parseAsync(arguments_, { from: "user" });
  } catch (error) {
    code = toExitCode(error, io);
  }
  await Promise.all(written);
  return code;
}

const EXIT_CODES = `
Exit codes: 0 done; 1 done, and what was asked about is not fine; 2 it could not be done (usage, input, AWS).
FILE can be - for standard input. docs/cli.md has examples.`;

function toExitCode(error: unknown, io: CliIo): ExitCode {
  // Help and version that were asked for are no failure; commander has written the words of every other one.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof UsageError)) throw error;
  for (const line of error.message.split("\n")) io.stderr(`reach: ${line}\n`);
  return 2;
}
