import { parseInstanceId } from "#lib/domain/ids.ts";
import type { CellCall } from "../call.ts";
import type { EstateSsm } from "../estate/ssm-registration.ts";
import { ServiceError } from "../service-error.ts";

/** What SSM lists for the row now, or null: not managed, stopped, terminated or gone. */
export function findManaged({ cell, nowMs }: CellCall, row: number): EstateSsm | null {
  return row >= 0 && cell.exists(row) ? cell.ssm(row, nowMs) : null;
}

/** The row of an id that SSM was given, or -1; an id that cannot be one is refused. */
export function rowOfId({ cell }: CellCall, id: string): number {
  if (parseInstanceId(id) === undefined) throw invalidInstanceId(cell.account, [id]);
  const row = cell.indexOf(id);
  return row >= 0 && cell.exists(row) ? row : -1;
}

/** SSM's words for nodes that are stopped, terminated, unknown or not managed. */
export function invalidInstanceId(account: string, ids: readonly string[]): ServiceError {
  return new ServiceError("InvalidInstanceId", `Instances [[${ids.join(", ")}]] not in a valid state for account ${account}`);
}

/** SSM writes times as seconds, with a fraction. */
export function toSeconds(epochMs: number): number {
  return epochMs / 1000;
}
