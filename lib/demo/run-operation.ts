import type { Call, CellCall } from "./call.ts";
import { commonError } from "./common-errors.ts";
import { EC2_OPERATIONS } from "./ec2/operations.ts";
import { IAM_OPERATIONS } from "./iam/operations.ts";
import { jsonReply } from "./protocol/aws-json.ts";
import { awsQueryReply } from "./protocol/aws-query.ts";
import { ec2Reply } from "./protocol/ec2-query.ts";
import type { Reply } from "./protocol/exchange.ts";
import type { RequestedOperation } from "./requested-operation.ts";
import { ServiceError } from "./service-error.ts";
import { SSM_OPERATIONS } from "./ssm/operations.ts";
import { STS_OPERATIONS } from "./sts/operations.ts";
import { type BucketSize, IAM_BUCKET, STS_BUCKET } from "./throttle/bucket-size.ts";

/** Every query request has these two. */
const QUERY_PARAMETERS = /^(Action|Version)$/;

type Ready = { bucket: BucketSize; run: () => Reply };

/** The answer of the operation, after its token bucket. Throws ServiceError, also for one that does not exist. */
export function runOperation(call: Call, operation: RequestedOperation, requestId: string): Reply {
  const ready = prepare(call, operation, requestId);
  if (!ready) throw commonError(operation.service, "unknown-operation", operation.name);
  const key = [call.caller.account, call.region, operation.service, operation.name, ready.bucket.name].join(" ");
  const { buckets, options } = call.world;
  if (options.throttling && !buckets.take(key, ready.bucket, call.nowMs)) throw commonError(operation.service, "throttled");
  return ready.run();
}

function prepare(call: Call, operation: RequestedOperation, requestId: string): Ready | null {
  if (operation.protocol === "json") {
    const known = SSM_OPERATIONS.get(operation.name);
    if (!known) return null;
    return { bucket: known.bucket, run: () => jsonReply(known.run(inCell(call), operation.input), requestId) };
  }
  const { service, name, parameters } = operation;
  if (service === "ec2") {
    const known = EC2_OPERATIONS.get(name);
    if (!known) return null;
    const run = () => {
      refuseUnknownParameters(parameters.names(), known.parameters);
      return ec2Reply(name, known.run(inCell(call), parameters), requestId);
    };
    return { bucket: known.bucket(parameters), run };
  }
  const known = (service === "sts" ? STS_OPERATIONS : IAM_OPERATIONS).get(name);
  if (!known) return null;
  return {
    bucket: service === "sts" ? STS_BUCKET : IAM_BUCKET,
    run: () => awsQueryReply(service, name, known(call, parameters), requestId),
  };
}

function inCell(call: Call): CellCall {
  const cell = call.world.estate.cell(call.caller.account, call.region);
  if (!cell) throw commonError(call.service, "region-disabled");
  return { ...call, cell };
}

function refuseUnknownParameters(names: Iterable<string>, known: RegExp): void {
  for (const name of names) {
    if (!known.test(name) && !QUERY_PARAMETERS.test(name)) {
      throw new ServiceError("UnknownParameter", `The parameter ${name} is not recognized`);
    }
  }
}
