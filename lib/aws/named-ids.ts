import "server-only";
import type { AwsError } from "./aws-problem.ts";

const NAMES_IDS = new Set(["InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed", "InvalidID"]);

/**
 * The ids that an EC2 refusal names as missing or malformed; empty for every other error.
 * "The instance ID 'i-1' does not exist", "The instance IDs 'i-1, i-2' do not exist", 'Invalid id: "i-1"'.
 */
export function readNamedIds(failure: AwsError): readonly string[] {
  // From the error itself: a problem's detail is cut where it gets long.
  if (!NAMES_IDS.has(failure.problem.code) || !(failure.cause instanceof Error)) return [];
  return failure.cause.message.match(/\bm?i-[0-9a-f]+\b/g) ?? [];
}
