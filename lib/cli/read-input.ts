import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { CliIo } from "./cli-io.ts";
import { UsageError } from "./usage-error.ts";

/** Policies have some thousands of characters, texts with a denial some more. */
const MOST_BYTES = 20_000_000;

/** The text of a file, or of standard input for `-`. Throws UsageError where it cannot be read or is not UTF-8. */
export async function readInput(file: string, io: CliIo): Promise<string> {
  const bytes = file === "-" ? await readAll(io.stdin) : await readFileBytes(file, io);
  if (bytes.byteLength > MOST_BYTES) throw new UsageError(`${nameOf(file)}: larger than ${MOST_BYTES / 1_000_000} MB`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${nameOf(file)}: not UTF-8 text`);
  }
}

/** What a file is called in messages. */
export function nameOf(file: string): string {
  return file === "-" ? "(standard input)" : file;
}

async function readFileBytes(file: string, { cwd }: CliIo): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, file));
  } catch (error) {
    throw toFileError(file, error);
  }
}

/** What a failed use of a file means to whoever named it; what is no failure of the file system comes back as it is. */
export function toFileError(file: string, error: unknown): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return error;
  return new UsageError(`${file}: ${REASONS[String(error.code)] ?? `cannot be used (${String(error.code)})`}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "is a directory",
  EACCES: "permission denied",
  ENOSPC: "no room left on the disk",
};

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}
