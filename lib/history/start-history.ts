import "server-only";
import { getConfig } from "#lib/config/config.ts";
import { readRoles } from "#lib/roles/read-roles.ts";
import type { Store } from "#lib/store/store.ts";
import { type Estate, HistoryRecorder, type RecorderOptions } from "./history-recorder.ts";

/**
 * Keeps the coverage history of an estate from now on: a point for each reading of a cell, whatever its end, and one where
 * tags were read back between two readings. Points are written when the sweep has ended, or after two minutes of one, and
 * carry the moment of writing; what was read and not yet written when the server ends is missing. Nobody waits for it, and a database that is away disturbs nothing:
 * then a point is missing, the log says so once, and the next one tells how things stand. Options are for tests.
 */
export function startHistory(
  estate: Estate,
  store: () => Promise<Store>,
  options: Partial<RecorderOptions> = {},
): HistoryRecorder {
  return new HistoryRecorder(estate, store, {
    policy: options.policy ?? getConfig().policy,
    readRoles: options.readRoles ?? (async () => readAnswer(await readRoles())),
    isConfigured: options.isConfigured ?? isConfigured,
    log: options.log ?? ((message, error) => console.error(message, error)),
  });
}

function readAnswer(result: Awaited<ReturnType<typeof readRoles>>) {
  return result.ok ? result.answer : null;
}

/** Whether the configuration asks for a region of an account that it names, or for every one. */
function isConfigured(account: string, region: string): boolean {
  const regions = getConfig().accounts.find((candidate) => candidate.account === account)?.regions ?? null;
  return regions === null || regions.some((name) => name === region);
}
