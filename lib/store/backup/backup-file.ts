import "server-only";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { sql } from "drizzle-orm";
import type { Store } from "../store.ts";
import { BackupError } from "./backup-format.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

/** Writes a compressed backup to a file, which is there only once all of it is kept; answers the number of rows. */
export async function backupStore(store: Store, path: string): Promise<number> {
  const part = `${path}.part`;
  try {
    const gzip = createGzip();
    // The records name people and addresses.
    const written = pipeline(gzip, createWriteStream(part, { mode: 0o600 }));
    const failed = written.then(() => new Promise<never>(() => undefined));
    const rows = await Promise.race([writeBackup(store, (text) => writeTo(gzip, text)), failed]);
    gzip.end();
    await written;
    const handle = await open(part, "r+");
    await handle.sync().finally(() => handle.close());
    await rename(part, path);
    return rows;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Puts a backup file into a database without records; answers the number of rows. Throws BackupError. */
export async function restoreStore(store: Store, path: string): Promise<number> {
  const rows = await restoreBackup(store, () => linesOf(path));
  // Queries are planned by figures that so many new rows have changed.
  await store.db.execute(sql`analyze`);
  return rows;
}

function writeTo(gzip: ReturnType<typeof createGzip>, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    gzip.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(path), gunzip);
  // The loop below is told of the same error.
  reading.catch(() => undefined);
  try {
    let rest = "";
    gunzip.setEncoding("utf8");
    for await (const chunk of gunzip) {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && /^Z_/.test(String(error.code)))) throw error;
    throw new BackupError("This is no backup of Cado Reach, or it is damaged", { cause: error });
  } finally {
    gunzip.destroy();
  }
}
