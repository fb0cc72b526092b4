import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { type CompiledStatement, namesAction, type ResourcePattern } from "./compiled-statement.ts";
import { type Glob, isEverything, literalGlob, parseGlob } from "./glob.ts";
import { variablesOf } from "./policy-variable.ts";
import { foldKey } from "./request-context.ts";

/** Which facts of a node the statements about Run Command and port forwarding look at. */
export type PolicyReads = {
  account: boolean;
  region: boolean;
  /** The policy names single nodes. */
  id: boolean;
  /** Tag keys that conditions or policy variables read, folded to lower case, sorted. */
  tagKeys: readonly string[];
};

const VERDICT_ACTIONS = ["ssm:SendCommand", "ssm:StartSession"];

/** What a set of statements reads, as far as they can apply to the two capabilities. Errs on the side of reading more. */
export function readsOf(statements: readonly CompiledStatement[]): PolicyReads {
  const ours = statements.filter((statement) => VERDICT_ACTIONS.some((action) => namesAction(statement, action) !== "no"));
  const resources = ours.flatMap(({ resources }) => resources);
  const templates = [
    ...resources.map(({ template }) => template),
    ...ours.flatMap(({ conditions }) => conditions.flatMap(({ templates }) => templates)),
  ];
  const keys = new Set([
    ...templates.flatMap(variablesOf),
    ...ours.flatMap(({ conditions }) => conditions.map(({ key }) => foldKey(key))),
  ]);
  const patterns = resources.map(readsOfResource);
  return {
    account: keys.has("aws:principalaccount") || keys.has("aws:resourceaccount") || patterns.some(({ account }) => account),
    region: keys.has("aws:requestedregion") || patterns.some(({ region }) => region),
    id: patterns.some(({ id }) => id),
    tagKeys: [...new Set([...keys].flatMap(tagKeyOf))].sort(),
  };
}

/**
 * Nodes with the same key get the same verdict for both capabilities under one policy: the same blockers in the same
 * order, but for the `resource`, `lastPing` and reasons' values that tell of the node itself.
 */
export function verdictFactsKey(node: Node, tag: TagSpec, reads: PolicyReads): string {
  return JSON.stringify([
    node.partition,
    node.kind,
    node.state,
    node.ssm,
    node.platform,
    node.agentVersion,
    reads.account ? node.account : null,
    reads.region ? node.region : null,
    reads.id ? node.id : null,
    tagFacts(node, [foldKey(tag.key), ...reads.tagKeys]),
  ]);
}

function tagFacts(node: Node, folded: readonly string[]): readonly (readonly [string, string])[] | null {
  if (node.tags === null) return null;
  // Unicode's lower case takes in more spellings than IAM's: a key too many only costs an evaluation.
  const wanted = new Set(folded.flatMap((key) => [key, key.toLowerCase()]));
  return Object.entries(node.tags)
    .filter(([key]) => wanted.has(key.toLowerCase()))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const TAG_PREFIXES = ["ssm:resourcetag/", "aws:resourcetag/"];

function tagKeyOf(key: string): readonly string[] {
  return TAG_PREFIXES.flatMap((prefix) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
}

type ResourceReads = { account: boolean; region: boolean; id: boolean };

const NOTHING: ResourceReads = { account: false, region: false, id: false };
const ALL: ResourceReads = { account: true, region: true, id: true };

/** Only the forms that are surely blind to a fact are told apart; whatever else a pattern is, it reads everything. */
function readsOfResource({ fixed }: ResourcePattern): ResourceReads {
  if (fixed === null) return ALL;
  if (fixed.everything) return NOTHING;
  const [, , , region, account, resource] = fixed.pieces;
  if (region === undefined || account === undefined || resource === undefined) return ALL;
  // An empty account is an AWS-owned document: nodes have one, whichever it is.
  const blindToAccount = isEverything(account) || account.length === 0;
  return { region: !isEverything(region), account: !blindToAccount, id: !isBlindToId(resource) };
}

const EVERY_NODE = ["instance/*", "managed-instance/*", "*"].map(parseGlob);
const OTHER_TYPES = ["document/", "session/", "task/"].map(literalGlob);

function isBlindToId(resource: Glob): boolean {
  return (
    OTHER_TYPES.some((start) => isSameGlob(resource.slice(0, start.length), start)) ||
    EVERY_NODE.some((every) => isSameGlob(resource, every))
  );
}

function isSameGlob(a: Glob, b: Glob): boolean {
  return a.length === b.length && a.every((token, at) => token === b[at]);
}
