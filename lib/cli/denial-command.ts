import type { Command } from "commander";
import type { CliIo } from "./cli-io.ts";
import { readInput } from "./read-input.ts";

/** `reach denial [FILE]`: the facts of a denial as JSON. Ends with 0 whether or not the text holds one. */
export function addDenialCommand(program: Command, io: CliIo): void {
  program
    .command("denial")
    .description('the facts of an AWS denial in any text, as JSON; {"denial": false} where there is none')
    .argument("[file]", "text with a denial in it", "-")
    .action(async (file: string) => {
      const { parseDenial } = await import("#lib/denial/parse-denial.ts");
      await io.stdout(`${JSON.stringify(parseDenial(await readInput(file, io)), null, 2)}\n`);
    });
}
