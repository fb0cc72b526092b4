import "server-only";
import {
  DescribeInstanceInformationCommand,
  DescribeInstancePropertiesCommand,
  type InstancePropertyStringFilter,
} from "@aws-sdk/client-ssm";
import { AwsError } from "./aws-problem.ts";
import { pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";
import { CUT_OUT } from "./cut-out-element.ts";
import { cutOutList } from "./cut-out-list.ts";
import { type IdPart, idParts } from "./id-parts.ts";
import { fromSdkManaged, type ManagedNode, readManaged, type SsmNode } from "./read-managed.ts";
import { isLong, type Reading } from "./reading.ts";
import { readInParts } from "./split-list.ts";
import { turns } from "./turns.ts";

export type SsmPages = {
  reading: Reading;
  signal: AbortSignal;
  /** About how many nodes SSM manages, as far as an earlier reading told; 0 where none did. */
  expected: number;
  /** Called with every page as it comes. A node can come twice, the later one is newer. */
  onPage(page: readonly SsmNode[]): Promise<void>;
  /** Told where the listing is plainer than usual. */
  onNote(note: string): void;
};

/**
 * Every node of the cell that SSM manages and that is not stopped, page by page. A cell of up to 50 takes one
 * DescribeInstanceInformation. Where that says that there are more, DescribeInstanceProperties, which has 20 times
 * larger pages, reads the list from its start, in parts at once where that has more than a few pages; where it is denied or
 * unknown, or does not tell every node of the first page, the first listing goes on.
 */
export async function listManaged(cell: CellClients, options: SsmPages): Promise<void> {
  const { reading, onPage } = options;
  let first = true;
  for await (const { items, more } of informationPages(cell, options)) {
    await onPage(items.map(({ node }) => node));
    if (first && more && reading.properties && (await isReadByProperties(cell, options, items))) return;
    first = false;
  }
}

/** True where DescribeInstanceProperties told all of the list, and every node of the `proof` with it. */
async function isReadByProperties(cell: CellClients, options: SsmPages, proof: readonly ManagedNode[]): Promise<boolean> {
  const { reading, expected, onNote } = options;
  const missing = new Set(proof.map(({ node }) => node.id));
  const onPage = (page: readonly ManagedNode[]): Promise<void> => {
    for (const { node } of page) missing.delete(node.id);
    // The other listing leaves stopped nodes out; a node is managed or not whichever call told us.
    return options.onPage(page.flatMap(({ node, present }) => (present ? [node] : [])));
  };
  try {
    const inParts = isLong(reading, expected, reading.propertiesPage);
    if (!inParts || !(await isReadInParts(cell, { ...options, known: proof }, onPage))) {
      await readPlainly(cell, { ...options, triedParts: inParts }, onPage);
    }
    if (missing.size === 0) return true;
    onNote(
      "ssm:DescribeInstanceProperties left out nodes that are there. Read with DescribeInstanceInformation instead, 50 nodes a call.",
    );
  } catch (error) {
    if (!isRefused(error)) throw error;
    onNote(`${error.problem.title} Read with DescribeInstanceInformation instead, 50 nodes a call.`);
  }
  return false;
}

type OnPage = (page: readonly ManagedNode[]) => Promise<void>;

async function readPlainly(cell: CellClients, options: SsmPages & { triedParts: boolean }, onPage: OnPage): Promise<void> {
  const { split, pagesInTurn } = options.reading;
  const known: ManagedNode[] = [];
  let inTurn = pagesInTurn;
  for await (const { items, more } of propertiesPages(cell, options, [])) {
    await onPage(items);
    if (inTurn === 0) continue;
    known.push(...items);
    inTurn -= 1;
    const inParts = inTurn === 0 && more && split && !options.triedParts;
    if (inParts && (await isReadInParts(cell, { ...options, known }, onPage))) return;
  }
}

/** True where the whole list was read in parts; otherwise it has to be read page by page. */
async function isReadInParts(
  cell: CellClients,
  options: SsmPages & { known: readonly ManagedNode[] },
  onPage: OnPage,
): Promise<boolean> {
  const { reading, known, onNote } = options;
  const read = (part: IdPart): AsyncIterable<Page> =>
    propertiesPages(cell, options, [{ Key: "InstanceIds", Values: [...part], Operator: "BeginWith" }]);
  try {
    const fault = await readInParts({
      parts: idParts(reading.managedParts, { hybrid: true }),
      read,
      idOf: ({ node }: ManagedNode) => node.id,
      onPage: ({ items }: Page) => onPage(items),
      known: known.map(({ node }) => node.id),
      pageSize: reading.propertiesPage,
    });
    if (fault === null) return true;
    onNote(`ssm:DescribeInstanceProperties ${fault} where it was asked by how ids begin. Read page by page instead.`);
  } catch (error) {
    if (!isRefused(error)) throw error;
    onNote("This endpoint does not list managed nodes by how their ids begin. Read page by page instead.");
  }
  return false;
}

type Page = { items: readonly ManagedNode[]; more: boolean };

async function* informationPages(cell: CellClients, { reading, signal }: SsmPages): AsyncGenerator<Page> {
  let list: readonly ManagedNode[] | null = null;
  const pages = pagesOf(cell, "ssm:DescribeInstanceInformation", signal, (token, abortSignal) => {
    list = null;
    const command = new DescribeInstanceInformationCommand({
      MaxResults: reading.informationPage,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    command.middlewareStack.add(
      cutOutList(
        "InstanceInformationList",
        (found) => {
          list = readManaged(found);
        },
        () => turns.take(),
      ),
      CUT_OUT,
    );
    return cell.ssm.send(command, { abortSignal });
  });
  for await (const { InstanceInformationList = [], NextToken } of pages) {
    yield { items: list ?? fromSdkManaged(InstanceInformationList), more: Boolean(NextToken) };
  }
}

async function* propertiesPages(
  cell: CellClients,
  { reading, signal }: SsmPages,
  filters: InstancePropertyStringFilter[],
): AsyncGenerator<Page> {
  let list: readonly ManagedNode[] | null = null;
  const pages = pagesOf(cell, "ssm:DescribeInstanceProperties", signal, (token, abortSignal) => {
    list = null;
    const command = new DescribeInstancePropertiesCommand({
      MaxResults: reading.propertiesPage,
      ...(filters.length === 0 ? {} : { FiltersWithOperator: filters }),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    command.middlewareStack.add(
      cutOutList(
        "InstanceProperties",
        (found) => {
          list = readManaged(found);
        },
        () => turns.take(),
      ),
      CUT_OUT,
    );
    return cell.ssm.send(command, { abortSignal });
  });
  for await (const { InstanceProperties = [], NextToken } of pages) {
    yield { items: list ?? fromSdkManaged(InstanceProperties), more: Boolean(NextToken) };
  }
}

function isRefused(error: unknown): error is AwsError {
  return error instanceof AwsError && (error.fault === "rejected" || error.fault === "unsupported" || error.fault === "denied");
}
