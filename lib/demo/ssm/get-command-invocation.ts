import { anySsmArn } from "../arns.ts";
import { requireAllowed } from "../identity/authorise.ts";
import { xmlTime } from "../protocol/xml.ts";
import { ServiceError } from "../service-error.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import type { SsmOperation } from "./operation.ts";

/** How a command fares on one node. */
export const getCommandInvocation: SsmOperation = {
  bucket: SSM_BUCKETS.invocation,
  run(call, input) {
    const commandId = input.requiredText("CommandId");
    const id = input.requiredText("InstanceId");
    requireAllowed(call, { action: "ssm:GetCommandInvocation", resource: "*", named: anySsmArn(call.cell) });
    const command = call.world.commands.find(call.cell.account, call.cell.region, commandId);
    const invocation = command?.invocations.get(id);
    if (!command || !invocation) throw new ServiceError("InvocationDoesNotExist", "");
    const ended = invocation.status === "Success" ? xmlTime(command.requestedMs) : "";
    return {
      CommandId: command.id,
      InstanceId: id,
      Comment: command.comment,
      DocumentName: command.documentName,
      DocumentVersion: "$DEFAULT",
      PluginName: command.documentName.replace("AWS-R", "aws:r"),
      ResponseCode: invocation.responseCode,
      ExecutionStartDateTime: ended,
      ExecutionElapsedTime: ended === "" ? "" : "PT0.1S",
      ExecutionEndDateTime: ended,
      Status: invocation.status,
      StatusDetails: invocation.statusDetails,
      StandardOutputContent: "",
      StandardOutputUrl: "",
      StandardErrorContent: "",
      StandardErrorUrl: "",
    };
  },
};
