import "server-only";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Store } from "../store.ts";
import { backupStore } from "./backup-file.ts";

/**
 * A whole backup to read, and what to call it. It is written to the disk first: whoever reads may be slow, and everybody
 * else waits while a backup is taken of the embedded database.
 */
export async function openBackup(store: Store, now: Date): Promise<{ name: string; bytes: Readable }> {
  const folder = await mkdtemp(join(tmpdir(), "cado-reach-backup-"));
  try {
    const path = join(folder, "backup.gz");
    await backupStore(store, path);
    const bytes = (await open(path)).createReadStream();
    const stamp = now.toISOString().replaceAll(":", "").slice(0, 15);
    return { name: `cado-reach-${stamp}Z.backup.gz`, bytes };
  } finally {
    // An open file outlives its name: nothing is left behind, however the reading ends.
    await rm(folder, { recursive: true, force: true });
  }
}
