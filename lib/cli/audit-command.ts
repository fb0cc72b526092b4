import type { Command } from "commander";
import type { CliIo } from "./cli-io.ts";
import type { Finish } from "./run-cli.ts";
import { UsageError } from "./usage-error.ts";

export type VerifyFlags = { head?: NotedHead; keyedFrom?: number };
export type ExportFlags = { after: number };
export type NotedHead = { seq: number | null; hash: string };

/** `reach audit verify` and `reach audit export`: the record of who did what. */
export function addAuditCommands(program: Command, io: CliIo, finish: Finish): void {
  const audit = program.command("audit").description("verify and export the record of who did what; needs no AWS");
  audit
    .command("verify")
    .description(
      "look for the first record that is not as it was written; exit code 1 where there is one. Without FILE: in this " +
        "machine's database (CADO_REACH_DATA, DATABASE_URL). The key of a keyed chain is taken from CADO_REACH_AUDIT_KEY",
    )
    .argument("[file]", "an export")
    .option(
      "--head <head>",
      "hash of a record that was noted elsewhere, or its number and hash: the chain has to have come by it",
      toHead,
    )
    .option("--keyed-from <number>", "the first record that was written with the key, where it was set later", toNumber)
    .action(async (file: string | undefined, flags: VerifyFlags) => {
      const { verifyAudit } = await import("./verify-audit.ts");
      finish((await verifyAudit(file, flags, io)) ? 0 : 1);
    });
  audit
    .command("export")
    .description("write the records of this machine's database to a file, one JSON object per line")
    .argument("<file>", "where to; - for standard output")
    .option("--after <number>", "only those after a record", toNumber, 0)
    .action(async (file: string, flags: ExportFlags) => {
      const { exportAuditTo } = await import("./export-audit-to.ts");
      await exportAuditTo(file, flags, io);
    });
}

function toHead(text: string): NotedHead {
  const [, seq, hash] = /^\s*(?:(\d{1,15})[\s:]+)?([0-9a-f]{64})\s*$/i.exec(text) ?? [];
  if (hash === undefined)
    throw new UsageError(`--head ${text}: expected a hash of 64 hexadecimal digits, or a number and a hash`);
  return { seq: seq === undefined ? null : Number(seq), hash: hash.toLowerCase() };
}

function toNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${text}: expected the number of a record`);
  return Number(text);
}
