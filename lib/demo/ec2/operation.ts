import type { CellCall } from "../call.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import type { BucketSize } from "../throttle/bucket-size.ts";

/** One EC2 operation of the stand-in. */
export type Ec2Operation = {
  /** Names of the parameters that it takes, beside Action and Version. Anything else is refused as EC2 does. */
  parameters: RegExp;
  bucket(parameters: QueryParameters): BucketSize;
  /** The answer's XML inside the response element, without the request id. Throws ServiceError. */
  run(call: CellCall, parameters: QueryParameters): string;
};
