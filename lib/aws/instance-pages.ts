import "server-only";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-problem.ts";
import { pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";
import { CUT_OUT, cutOutElement } from "./cut-out-element.ts";
import { type Ec2Node, readInstances } from "./read-instances.ts";

export type InstancePages = {
  signal: AbortSignal;
  /** Told where the listing is plainer than usual. */
  onNote(note: string): void;
};

/** A page of 1,000 would be the most; half of it comes sooner and stops the event loop for half as long. */
const PAGE_SIZE = 500;

/**
 * Every instance of the cell, page by page: stopped and just terminated ones too, and those that AWS services manage,
 * which DescribeInstances leaves out unless asked ("Amazon EC2 managed instances").
 */
export async function* instancePages(cell: CellClients, { signal, onNote }: InstancePages): AsyncGenerator<readonly Ec2Node[]> {
  let began = false;
  try {
    for await (const page of list(cell, signal, true)) {
      began = true;
      yield page;
    }
  } catch (error) {
    if (began || !isParameterRefused(error)) throw error;
    onNote("This endpoint does not know IncludeManagedResources: instances that AWS services manage may be missing.");
    yield* list(cell, signal, false);
  }
}

async function* list(cell: CellClients, signal: AbortSignal, managedToo: boolean): AsyncGenerator<readonly Ec2Node[]> {
  let nodes: readonly Ec2Node[] = [];
  const pages = pagesOf(cell, "ec2:DescribeInstances", signal, (token, abortSignal) => {
    const command = new DescribeInstancesCommand({
      MaxResults: PAGE_SIZE,
      ...(managedToo ? { IncludeManagedResources: true } : {}),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    command.middlewareStack.add(
      cutOutElement("reservationSet", (element) => {
        nodes = readInstances(element);
      }),
      CUT_OUT,
    );
    return cell.ec2.send(command, { abortSignal });
  });
  for await (const _page of pages) yield nodes;
}

/** Both `UnknownParameter` and an `InvalidParameter…` that names the parameter mean that the endpoint is older than it. */
function isParameterRefused(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  if (error.problem.code === "UnknownParameter") return true;
  return error.fault === "rejected" && (error.problem.detail ?? "").includes("IncludeManagedResources");
}
