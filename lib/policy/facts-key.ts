import { type CompiledStatement, namesAction } from "./compiled-statement.ts";
import { type FactClasses, factClassesOf } from "./fact-classes.ts";
import { isEverything } from "./glob.ts";
import { neverResolves, tagKeyOf } from "./node-keys.ts";
import { nodePatternOf } from "./node-pattern.ts";
import { variablesOf } from "./policy-variable.ts";
import { foldKey } from "./request-context.ts";
import type { ResourcePattern } from "./resource-pattern.ts";

/** Which facts of a node the statements about actions on nodes look at. */
export type PolicyReads = {
  account: boolean;
  region: boolean;
  /** The policy names single nodes. */
  id: boolean;
  /** Tag keys that conditions or policy variables read, folded to lower case, sorted. */
  tagKeys: readonly string[];
  /** What of those facts it tells apart; where that is not said, it is taken to tell apart everything. */
  classes?: FactClasses;
};

/** Run Command, port forwarding, and giving a node its tag: what is asked about every node. */
const NODE_ACTIONS = ["ssm:SendCommand", "ssm:StartSession", "ec2:CreateTags", "ssm:AddTagsToResource"];

/** What a set of statements reads, as far as they can apply to actions on nodes. Errs on the side of reading more. */
export function readsOf(statements: readonly CompiledStatement[]): PolicyReads {
  const ours = statements.filter((statement) => NODE_ACTIONS.some((action) => namesAction(statement, action) !== "no"));
  const resources = ours.flatMap((statement) => statement.resources);
  const templates = [
    ...resources.map(({ template }) => template),
    ...ours.flatMap(({ conditions }) => conditions.flatMap((condition) => condition.templates)),
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
    classes: factClassesOf(ours),
  };
}

type ResourceReads = { account: boolean; region: boolean; id: boolean };

const NOTHING: ResourceReads = { account: false, region: false, id: false };
const ALL: ResourceReads = { account: true, region: true, id: true };

/** Only the forms that are surely blind to a fact are told apart; whatever else a pattern is, it reads everything. */
function readsOfResource({ template, fixed }: ResourcePattern): ResourceReads {
  if (neverResolves(template)) return NOTHING;
  if (fixed === null) return ALL;
  if (fixed.everything) return NOTHING;
  const [, , , region, account] = fixed.pieces;
  const pattern = nodePatternOf(fixed);
  if (region === undefined || account === undefined || pattern.kind === "whole") return ALL;
  // An empty account is an AWS-owned document: nodes have one, whichever it is.
  const blindToAccount = isEverything(account) || account.length === 0;
  return { region: !isEverything(region), account: !blindToAccount, id: pattern.kind !== "blind" };
}
