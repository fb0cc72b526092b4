import type { CellCall } from "../call.ts";
import type { PagePosition } from "../page-token.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { ServiceError } from "../service-error.ts";

const FEWEST = 5;
const MOST = 1000;

/** The page size: 5 to 1000. A call that names none gets pages of 1000. */
export function readMaxResults(parameters: QueryParameters): number {
  const size = parameters.integer("MaxResults") ?? MOST;
  if (size < FEWEST) throw outOfRange(size, `Expecting a value greater than or equal to ${FEWEST}.`);
  if (size > MOST) throw outOfRange(size, `Expecting a value smaller than or equal to ${MOST}.`);
  return size;
}

/** Where the page begins. `query` is bound into the token together with the operation and the cell. */
export function readPosition(call: CellCall, parameters: QueryParameters, query: string): PagePosition {
  const token = parameters.text("NextToken");
  if (token === undefined) return { row: 0, item: 0, page: 0 };
  const position = call.world.pageTokens.read(boundTo(call, query), token);
  if (position) return position;
  throw new ServiceError("InvalidParameterValue", `Value ( ${token} ) for parameter NextToken is invalid. The token is invalid.`);
}

export function makeToken(call: CellCall, query: string, position: PagePosition): string {
  return call.world.pageTokens.make(boundTo(call, query), position);
}

function boundTo({ service, operation, cell }: CellCall, query: string): string {
  return JSON.stringify([service, operation, cell.account, cell.region, query]);
}

function outOfRange(size: number, expected: string): ServiceError {
  return new ServiceError("InvalidParameterValue", `Value ( ${size} ) for parameter maxResults is invalid. ${expected}`);
}
