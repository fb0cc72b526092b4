import type { QueryParameters } from "../protocol/query-parameters.ts";
import { ServiceError } from "../service-error.ts";

/**
 * Ends a dry run. To be called when the request is well-formed and allowed; whether ids exist is not looked at, because
 * AWS documents a dry run as telling about permission only.
 */
export function endDryRun(parameters: QueryParameters): void {
  if (!parameters.flag("DryRun")) return;
  throw new ServiceError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
}
