import "server-only";
import { DescribeInstancesCommand, type Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-problem.ts";
import { pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";
import { CUT_OUT, cutOutElement } from "./cut-out-element.ts";
import { type IdPart, idParts } from "./id-parts.ts";
import { type Ec2Node, fromSdkInstance, readInstances } from "./read-instances.ts";
import { isLong, type Reading } from "./reading.ts";
import { readInParts } from "./split-list.ts";
import { turns } from "./turns.ts";

export type InstancePages = {
  reading: Reading;
  signal: AbortSignal;
  /** About how many instances there are, as far as an earlier reading told; 0 where none did. */
  expected: number;
  /** Called with every page as it comes; `askedAtMs` is when AWS was asked for it. An instance can come twice. */
  onPage(page: readonly Ec2Node[], askedAtMs: number): Promise<void>;
  /** Told where the listing is plainer than usual. */
  onNote(note: string): void;
};

/** A first page that is only there to hold the parts to it. */
const PROOF_PAGE = 100;

/**
 * Every instance of the cell, page by page: stopped and just terminated ones too, and those that AWS services manage,
 * which DescribeInstances leaves out unless asked ("Amazon EC2 managed instances"). Where there are more than
 * a few pages, all is read in parts by how ids begin, at once; where AWS refuses that, or what comes does not add up, page by page.
 */
export async function listInstances(cell: CellClients, options: InstancePages): Promise<void> {
  let began = false;
  const onPage: InstancePages["onPage"] = (page, askedAtMs) => {
    began = true;
    return options.onPage(page, askedAtMs);
  };
  try {
    await list(cell, { ...options, onPage }, true);
  } catch (error) {
    if (began || !isParameterRefused(error)) throw error;
    options.onNote("This endpoint does not know IncludeManagedResources: instances that AWS services manage may be missing.");
    await list(cell, options, false);
  }
}

async function list(cell: CellClients, options: InstancePages, managedToo: boolean): Promise<void> {
  const { reading, expected, onPage } = options;
  const heavy = isLong(reading, expected, reading.instancePage);
  const size = heavy ? Math.min(PROOF_PAGE, reading.instancePage) : reading.instancePage;
  const pages = instancePages(cell, options, { size, managedToo, filters: [] });
  const proof: Ec2Node[] = [];
  let inTurn = heavy ? 1 : reading.pagesInTurn;
  for await (const { items, askedAtMs, more } of pages) {
    await onPage(items, askedAtMs);
    if (inTurn === 0) continue;
    proof.push(...items);
    inTurn -= 1;
    if (inTurn === 0 && more && reading.split) {
      if (await isReadInParts(cell, options, proof, managedToo)) return;
      // Small pages were for the proof; a listing keeps its page size.
      if (heavy) return list(cell, { ...options, reading: { ...reading, split: false } }, managedToo);
    }
  }
}

/** True where all of the list was read in parts; otherwise the listing that was begun has to go on. */
async function isReadInParts(
  cell: CellClients,
  options: InstancePages,
  proof: readonly Ec2Node[],
  managedToo: boolean,
): Promise<boolean> {
  const { reading, onPage, onNote } = options;
  const read = (part: IdPart): AsyncIterable<Page> => {
    const filters = [{ Name: "instance-id", Values: part.map((prefix) => `${prefix}*`) }];
    return instancePages(cell, options, { size: reading.instancePage, managedToo, filters });
  };
  try {
    const fault = await readInParts({
      parts: idParts(reading.instanceParts, { hybrid: false }),
      read,
      idOf: ({ id }: Ec2Node) => id,
      onPage: ({ items, askedAtMs }: Page) => onPage(items, askedAtMs),
      known: proof.map(({ id }) => id),
      pageSize: reading.instancePage,
    });
    if (fault === null) return true;
    onNote(`ec2:DescribeInstances ${fault} where it was asked by how ids begin. Read page by page instead.`);
  } catch (error) {
    if (!isRefused(error)) throw error;
    onNote("This endpoint does not list instances by how their ids begin. Read page by page instead.");
  }
  return false;
}

type Page = { items: readonly Ec2Node[]; askedAtMs: number; more: boolean };
type Asked = { size: number; managedToo: boolean; filters: Filter[] };

async function* instancePages(
  cell: CellClients,
  { signal }: Pick<InstancePages, "signal">,
  { size, managedToo, filters }: Asked,
): AsyncGenerator<Page> {
  let nodes: readonly Ec2Node[] | null = null;
  let askedAtMs = 0;
  const pages = pagesOf(cell, "ec2:DescribeInstances", signal, (token, abortSignal) => {
    nodes = null;
    askedAtMs = Date.now();
    const command = new DescribeInstancesCommand({
      MaxResults: size,
      ...(managedToo ? { IncludeManagedResources: true } : {}),
      ...(filters.length === 0 ? {} : { Filters: filters }),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    command.middlewareStack.add(
      cutOutElement("reservationSet", async (element) => {
        await turns.take();
        nodes = readInstances(element);
      }),
      CUT_OUT,
    );
    return cell.ec2.send(command, { abortSignal });
  });
  for await (const { Reservations = [], NextToken } of pages) {
    const bySdk = (): Ec2Node[] => Reservations.flatMap(({ Instances = [] }) => Instances).map(fromSdkInstance);
    yield { items: nodes ?? bySdk(), askedAtMs, more: Boolean(NextToken) };
  }
}

/** Both `UnknownParameter` and an `InvalidParameter…` that names the parameter mean that the endpoint is older than it. */
function isParameterRefused(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  if (error.problem.code === "UnknownParameter") return true;
  return error.fault === "rejected" && (error.problem.detail ?? "").includes("IncludeManagedResources");
}

function isRefused(error: unknown): boolean {
  return error instanceof AwsError && (error.fault === "rejected" || error.fault === "unsupported" || error.fault === "denied");
}
