import type { CellCall } from "../call.ts";
import type { JsonObject } from "../protocol/aws-json.ts";
import type { JsonInput } from "../protocol/json-input.ts";
import type { BucketSize } from "../throttle/bucket-size.ts";

/** One SSM operation of the stand-in. */
export type SsmOperation = {
  bucket: BucketSize;
  /** The answer's members. Throws ServiceError. */
  run(call: CellCall, input: JsonInput): JsonObject;
};
