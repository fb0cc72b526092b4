import "server-only";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/**
 * Writes text, compressed, to `DIRECTORY/archive/NAME.gz`. When it resolves, the file is complete and on the disk: it is
 * written under another name, flushed and then renamed, and the directory is flushed too. Rejects where that failed, and
 * leaves nothing behind. Answers the file's path. Readable by its owner only.
 */
export async function writeArchive(dataDir: string, name: string, text: AsyncIterable<string>): Promise<string> {
  const folder = join(/*turbopackIgnore: true*/ dataDir, "archive");
  const path = join(/*turbopackIgnore: true*/ folder, `${name}.gz`);
  const unfinished = `${path}.unfinished`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await pipeline(Readable.from(text), createGzip(), createWriteStream(unfinished, { mode: 0o600, flush: true }));
    await rename(unfinished, path);
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return path;
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A moment as it can stand in the name of a file: `2026-11-24T140231Z`. */
export function momentInName(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(":", "")}Z`;
}
