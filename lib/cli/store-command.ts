import type { Command } from "commander";
import type { CliIo } from "./cli-io.ts";

/** `reach store backup` and `reach store restore`: everything that the dashboard keeps. */
export function addStoreCommands(program: Command, io: CliIo): void {
  const store = program
    .command("store")
    .description("back up and restore what the dashboard keeps (CADO_REACH_DATA, DATABASE_URL); needs no AWS");
  store
    .command("backup")
    .description("write everything that is kept to a file; the embedded database has to be stopped for it, a server has not")
    .argument("<file>", "where to, such as cado-reach.backup.gz")
    .action(async (file: string) => {
      const { backUpTo } = await import("./back-up-to.ts");
      await backUpTo(file, io);
    });
  store
    .command("restore")
    .description("put a backup into a database that has no records yet, of either kind; jobs that had not ended are paused")
    .argument("<file>", "a backup")
    .action(async (file: string) => {
      const { restoreFrom } = await import("./restore-from.ts");
      await restoreFrom(file, io);
    });
}
