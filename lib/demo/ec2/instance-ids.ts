import { parseInstanceId } from "#lib/domain/ids.ts";
import type { EstateCell } from "../estate/cell.ts";
import { ServiceError } from "../service-error.ts";

/** The well-formed `i-` ids, or InvalidInstanceID.Malformed. */
export function checkInstanceIdShapes(ids: readonly string[]): void {
  const malformed = ids.find((id) => !id.startsWith("i-") || parseInstanceId(id) === undefined);
  if (malformed === undefined) return;
  throw new ServiceError("InvalidInstanceID.Malformed", `Invalid id: "${malformed}"`);
}

/** Indexes of the ids, in their order and each once; one that is not there fails all, and the message names every such. */
export function findInstances(cell: EstateCell, ids: readonly string[], isThere: (index: number) => boolean): number[] {
  const found = [...new Set(ids)].map((id) => ({ id, index: cell.indexOf(id) }));
  const missing = found.filter(({ index }) => index < 0 || !cell.exists(index) || !isThere(index)).map(({ id }) => id);
  if (missing.length === 0) return found.map(({ index }) => index);
  const words =
    missing.length === 1
      ? `The instance ID '${missing[0]}' does not exist`
      : `The instance IDs '${missing.join(", ")}' do not exist`;
  throw new ServiceError("InvalidInstanceID.NotFound", words);
}
