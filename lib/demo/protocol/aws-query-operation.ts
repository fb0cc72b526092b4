import type { Call } from "../call.ts";
import type { QueryParameters } from "./query-parameters.ts";

/** An STS or IAM operation: the XML inside its result element. Throws ServiceError. */
export type AwsQueryOperation = (call: Call, parameters: QueryParameters) => string;
