import { type MatchValue, matchValues } from "../match-values.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { ServiceError } from "../service-error.ts";

export type Ec2Filter = { name: string; values: readonly string[]; matches: MatchValue };

/** Limits of one call (EC2 User Guide, "Filtering your resources"). */
const MOST_FILTERS = 50;
const MOST_VALUES = 200;
const LONGEST_VALUE = 255;

/** `isKnown` decides which filters the operation has; names are case-sensitive. */
export function readFilters(parameters: QueryParameters, isKnown: (name: string) => boolean): Ec2Filter[] {
  const filters = parameters.members("Filter").map((member) => {
    const name = parameters.text(`${member}.Name`) ?? "null";
    if (!isKnown(name)) throw invalid(`The filter '${name}' is invalid`);
    const values = parameters.list(`${member}.Value`);
    if (values.length === 0) throw invalid(`The filter '${name}' must have at least one value`);
    if (values.some((value) => value.length > LONGEST_VALUE)) {
      throw invalid(`A value of the filter '${name}' is longer than ${LONGEST_VALUE} characters`);
    }
    return { name, values, matches: matchValues(values) };
  });
  if (filters.length > MOST_FILTERS) throw tooMany("filters", MOST_FILTERS);
  if (filters.reduce((sum, { values }) => sum + values.length, 0) > MOST_VALUES) throw tooMany("filter values", MOST_VALUES);
  return filters;
}

/** The key of a `tag:KEY` filter's name, or null. */
export function tagFilterKey(name: string): string | null {
  return name.startsWith("tag:") && name.length > 4 ? name.slice(4) : null;
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidParameterValue", message);
}

function tooMany(what: string, limit: number): ServiceError {
  return new ServiceError("FilterLimitExceeded", `The maximum number of ${what} specified on a single call is ${limit}`);
}
