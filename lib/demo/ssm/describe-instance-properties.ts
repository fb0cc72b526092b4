import { anySsmArn } from "../arns.ts";
import type { CellCall } from "../call.ts";
import { requireAllowed } from "../identity/authorise.ts";
import type { JsonObject } from "../protocol/aws-json.ts";
import { constraint, type JsonInput } from "../protocol/json-input.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import { toInformation } from "./describe-instance-information.ts";
import { toSeconds } from "./managed-nodes.ts";
import { type ManagedRow, managedPage } from "./managed-page.ts";
import type { FilterOperator, NodeFilter } from "./node-filters.ts";
import type { SsmOperation } from "./operation.ts";

const LISTS = { min: 1, max: 40 };
const OPERATORS: readonly FilterOperator[] = ["Equal", "NotEqual", "BeginWith", "LessThan", "GreaterThan"];

/**
 * The same nodes in pages of 5 to 1000, each with what EC2 knows of it. Whether AWS lists stopped nodes here is not
 * documented; the stand-in lists the same nodes as DescribeInstanceInformation. Without MaxResults: 50, chosen.
 */
export const describeInstanceProperties: SsmOperation = {
  bucket: SSM_BUCKETS.describe,
  run(call, input) {
    const size = input.integer("MaxResults", { min: 5, max: 1000 }) ?? 50;
    const filters = readFilters(input);
    requireAllowed(call, { action: "ssm:DescribeInstanceProperties", resource: "*", named: anySsmArn(call.cell) });
    const { rows, nextToken } = managedPage(call, input, filters, size);
    const list = rows.map((row) => toProperties(call, row));
    return { InstanceProperties: list, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  },
};

function readFilters(input: JsonInput): NodeFilter[] {
  const plain = input.structures("InstancePropertyFilterList", LISTS).map((filter) => ({
    key: filter.requiredText("key"),
    values: filter.texts("valueSet", LISTS),
    operator: "Equal" as const,
  }));
  const withOperator = input.structures("FiltersWithOperator", LISTS).map((filter) => ({
    key: filter.requiredText("Key"),
    values: filter.texts("Values", LISTS),
    operator: readOperator(filter.text("Operator") ?? "Equal"),
  }));
  return [...plain, ...withOperator];
}

function readOperator(text: string): FilterOperator {
  const operator = OPERATORS.find((known) => known === text);
  if (operator) return operator;
  throw constraint(text, "operator", `Member must satisfy enum value set: [${OPERATORS.join(", ")}]`);
}

function toProperties({ cell }: CellCall, { row, ssm }: ManagedRow): JsonObject {
  const information = toInformation(ssm);
  if (row >= cell.ec2Count) return information;
  const instance = cell.instance(row);
  return {
    ...information,
    Name: cell.tags(row).get("Name") ?? "",
    InstanceState: instance.state,
    InstanceType: instance.instanceType,
    ...(instance.instanceProfile ? { InstanceRole: instance.instanceProfile.arn } : {}),
    ...(instance.keyName === null ? {} : { KeyName: instance.keyName }),
    Architecture: instance.architecture,
    LaunchTime: toSeconds(instance.launchTimeMs),
  };
}
