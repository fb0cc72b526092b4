import "server-only";
import { mkdir, open, statfs, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Problem } from "#lib/domain/problem.ts";

const LEAST_FREE_BYTES = 50 * 1024 * 1024;

/** Makes the directory where it is not there yet, writes a file in it and takes the file away again. */
export async function checkDataDir(dir: string): Promise<readonly Problem[]> {
  const probe = join(dir, `.write-check-${process.pid}`);
  try {
    await makeDir(dir);
    const file = await open(probe, "w", 0o600);
    try {
      await file.writeFile("x");
      await file.sync();
    } finally {
      await file.close();
      await unlink(probe);
    }
    const { bavail, bsize } = await statfs(dir);
    return bavail * bsize < LEAST_FREE_BYTES ? [diskFull(dir)] : [];
  } catch (error) {
    return [toProblem(error, dir)];
  }
}

/** One level after the other: Node's own recursive mkdir goes round for ever where a parent cannot be made (/proc/x). */
async function makeDir(dir: string): Promise<void> {
  try {
    await mkdir(dir, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return;
    const parent = dirname(dir);
    if (code !== "ENOENT" || parent === dir) throw error;
    await makeDir(parent);
    await mkdir(dir, { mode: 0o700 });
  }
}

function toProblem(error: unknown, dir: string): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull(dir);
  return {
    code: "data-dir-not-writable",
    title: `The data directory ${dir} cannot be written (${code}).`,
    remedy: "Set CADO_REACH_DATA to a directory that this user may write.",
  };
}

function diskFull(dir: string): Problem {
  return {
    code: "disk-full",
    title: `The disk of the data directory ${dir} is full.`,
    remedy: "Make room, or set CADO_REACH_DATA.",
  };
}
