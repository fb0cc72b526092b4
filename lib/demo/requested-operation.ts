import { parseJsonBody } from "./protocol/aws-json.ts";
import type { Exchange } from "./protocol/exchange.ts";
import { JsonInput } from "./protocol/json-input.ts";
import { QueryParameters } from "./protocol/query-parameters.ts";
import type { Service } from "./protocol/service.ts";
import { findRoleOfArn } from "./sts/assume-role.ts";

const SSM_TARGET = "AmazonSSM.";

/** What a request asks for, in the shape of its service's protocol. The name may be one that the service does not have. */
export type RequestedOperation =
  | { protocol: "json"; service: "ssm"; name: string; members: Readonly<Record<string, unknown>>; input: JsonInput }
  | { protocol: "query"; service: Exclude<Service, "ssm">; name: string; parameters: QueryParameters };

/** Reads operation and parameters. Throws ServiceError where the body cannot be read at all. */
export function readOperation(service: Service, exchange: Exchange): RequestedOperation {
  if (service === "ssm") {
    const target = exchange.headers["x-amz-target"] ?? "";
    const members = parseJsonBody(exchange.body);
    const name = target.startsWith(SSM_TARGET) ? target.slice(SSM_TARGET.length) : "";
    return { protocol: "json", service, name, members, input: new JsonInput(members) };
  }
  const parameters = new QueryParameters(exchange.query, exchange.body.toString("utf8"));
  return { protocol: "query", service, name: parameters.text("Action") ?? "", parameters };
}

/** The role that an AssumeRole asks for; null for every other operation. */
export function requestedRole(operation: RequestedOperation): { account: string; name: string } | null {
  if (operation.service !== "sts" || operation.name !== "AssumeRole") return null;
  return findRoleOfArn(operation.parameters.text("RoleArn") ?? "");
}

/** True where the request carries the parameter or member, also as the head of a list. */
export function carries(operation: RequestedOperation, parameter: string): boolean {
  if (operation.protocol === "json") return operation.input.has(parameter);
  return [...operation.parameters.names()].some((name) => name === parameter || name.startsWith(`${parameter}.`));
}
