import "server-only";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { StoreError } from "./store-error.ts";

type Owner = { pid: number; startedAt: string };

/**
 * Takes a directory for this process: PGlite itself takes no lock, and two processes in one directory corrupt it. A lock
 * that a dead process left is taken over. Answers what gives it back. Throws StoreError where a living one has it.
 */
export function lockDirectory(path: string): () => void {
  const own: Owner = { pid: process.pid, startedAt: startOf(process.pid) };
  for (let tries = 0; tries < 3; tries += 1) {
    if (create(path, own)) return giveBack(path, own);
    const text = read(path);
    const owner = text === null ? null : parse(text);
    if (owner !== null && isAlive(owner)) break;
    if (text !== null) takeAway(path, text);
  }
  const owner = parse(read(path) ?? "");
  throw new StoreError(
    "store-locked",
    `Another Cado Reach${owner ? ` (process ${owner.pid})` : ""} uses the data directory.`,
    `Stop it, or set CADO_REACH_DATA to another directory. If no such process is there, delete ${path}.`,
  );
}

function create(path: string, owner: Owner): boolean {
  try {
    writeFileSync(path, `${JSON.stringify(owner)}\n`, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Only what was read is taken away: a lock that somebody took meanwhile is put back. */
function takeAway(path: string, text: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    // Somebody else was quicker; the next try sees what they made of it.
    return;
  }
  const isTheSame = read(aside) === text;
  if (isTheSame) rmSync(aside);
  else renameSync(aside, path);
}

function giveBack(path: string, own: Owner): () => void {
  const release = (): void => {
    process.off("exit", release);
    const owner = parse(read(path) ?? "");
    if (owner?.pid === own.pid && owner.startedAt === own.startedAt) rmSync(path, { force: true });
  };
  process.on("exit", release);
  return release;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parse(text: string): Owner | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") return null;
    return { pid: value.pid, startedAt: "startedAt" in value ? String(value.startedAt) : "" };
  } catch {
    return null;
  }
}

/** A number of a process is given out again after its end; when it started tells the two apart, where the system says. */
function isAlive({ pid, startedAt }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  const now = startOf(pid);
  return now === "" || startedAt === "" || now === startedAt;
}

/** Field 22 of /proc/PID/stat ("proc(5)"), in clock ticks since the machine started; "" where there is no such file. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
