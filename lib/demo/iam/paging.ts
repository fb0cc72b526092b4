import type { Call } from "../call.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { element } from "../protocol/xml.ts";
import { ServiceError } from "../service-error.ts";

const MOST = 1000;

/** "IAM might return fewer than the MaxItems number of results, even when there are more" (API reference): here it does. */
const SHORT_PAGE = 2;

/** A page of a list of IAM, as XML: the items under `name`, and where the list goes on. `query` is the same for all its pages. */
export function pageXml(
  call: Call,
  parameters: QueryParameters,
  { name, items, query }: { name: string; items: readonly string[]; query: string },
): string {
  const size = Math.min(SHORT_PAGE, readMaxItems(parameters));
  const bound = JSON.stringify([call.operation, call.caller.account, query]);
  const from = readMarker(call, parameters, bound);
  const to = from + size;
  const members = items.slice(from, to).map((item) => `<member>${item}</member>`);
  const isTruncated = to < items.length;
  const marker = isTruncated ? call.world.pageTokens.make(bound, { row: to, item: 0, page: 0 }) : null;
  return `<${name}>${members.join("")}</${name}>${element("IsTruncated", isTruncated)}${element("Marker", marker)}`;
}

function readMaxItems(parameters: QueryParameters): number {
  const size = parameters.integer("MaxItems") ?? 100;
  if (size >= 1 && size <= MOST) return size;
  const bound = size < 1 ? "greater than or equal to 1" : `less than or equal to ${MOST}`;
  throw new ServiceError(
    "ValidationError",
    `1 validation error detected: Value '${size}' at 'maxItems' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

function readMarker(call: Call, parameters: QueryParameters, bound: string): number {
  const marker = parameters.text("Marker");
  if (marker === undefined) return 0;
  const position = call.world.pageTokens.read(bound, marker);
  if (position === undefined) throw new ServiceError("ValidationError", `Invalid Marker: ${marker}`);
  return position.row;
}
