import { commonError } from "../common-errors.ts";
import { carries, type RequestedOperation } from "../requested-operation.ts";
import { ServiceError } from "../service-error.ts";
import type { Fault } from "./fault.ts";

/** Throws the refusal of the first fault that is one. The others are acted out on the connection or by the operation. */
export function raiseFaults(faults: readonly Fault[], operation: RequestedOperation): void {
  for (const fault of faults) {
    const refusal = refusalOf(fault, operation);
    if (refusal) throw refusal;
  }
}

function refusalOf(fault: Fault, operation: RequestedOperation): ServiceError | null {
  const { service, name, protocol } = operation;
  switch (fault.kind) {
    case "throttle":
      return commonError(service, "throttled");
    case "disable-region":
      return commonError(service, "region-disabled");
    case "expire-credentials":
      return commonError(service, "expired");
    case "unknown-operation":
      return commonError(service, "unknown-operation", name);
    case "refuse-parameter":
      if (!carries(operation, fault.parameter)) return null;
      return protocol === "json"
        ? new ServiceError("ValidationException", `Unknown parameter in input: "${fault.parameter}"`)
        : new ServiceError("UnknownParameter", `The parameter ${fault.parameter} is not recognized`);
    case "error":
      return new ServiceError(fault.code, fault.message, fault.status);
    default:
      return null;
  }
}
