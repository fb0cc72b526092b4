import { CONDITION_KEYS, MULTIVALUED_KEYS, SERVICES } from "./all-action-facts.generated.ts";
import { type FactsTable, keyMatcher } from "./facts-table.ts";
import { matchesGlob, parseGlob } from "./glob.ts";

/**
 * The facts about every action and condition key of every service: `createAuthorize(policies, ALL_ACTION_FACTS)`. Some
 * 90 kB gzipped, so the instances screen does without it (a test holds it to that); a service is decoded when it is
 * first asked for.
 */
export const ALL_ACTION_FACTS: FactsTable = {
  hasResourceLevel: (action) => findListed(action)?.hasResourceLevel,
  isKnownConditionKey: keyMatcher(CONDITION_KEYS.split("\n")),
  isMultivaluedKey: keyMatcher(MULTIVALUED_KEYS.split("\n")),
};

/** Whether AWS lists the action, in whatever case: `ssm:sendcommand` is, `ssm:SendCommands` is not. */
export function isListedAction(action: string): boolean {
  return findListed(action) !== undefined;
}

/** Whether AWS lists the service: `ssm` of `ssm:SendCommand`. */
export function isListedService(service: string): boolean {
  return LINES.has(service.toLowerCase());
}

/**
 * The actions that a pattern of one service takes in, in AWS's spelling: of `ssm:*session`, ResumeSession, StartSession
 * and TerminateSession. Empty where the pattern takes in none, or names no service.
 */
export function findListedActions(pattern: string): readonly string[] {
  const [service, name] = splitAction(pattern);
  const glob = parseGlob(name);
  const found = [...actionsOf(service)].filter(([action]) => matchesGlob(glob, action));
  return found.map(([, action]) => `${service}:${action.name}`);
}

type ListedAction = { name: string; hasResourceLevel: boolean };

/** Service → its line: actions with a resource level, and those without, each grouped as `Verb:Rest,Rest;Verb:Rest`. */
const LINES: ReadonlyMap<string, string> = new Map(
  SERVICES.split("\n").map((line) => {
    const bar = line.indexOf("|");
    return [line.slice(0, bar), line.slice(bar + 1)];
  }),
);

const decoded = new Map<string, ReadonlyMap<string, ListedAction>>();
const NONE: ReadonlyMap<string, ListedAction> = new Map();

/** By the action's name in lower case. */
function actionsOf(service: string): ReadonlyMap<string, ListedAction> {
  const known = decoded.get(service);
  if (known !== undefined) return known;
  const line = LINES.get(service);
  if (line === undefined) return NONE;
  const actions = decodeLine(line);
  decoded.set(service, actions);
  return actions;
}

function decodeLine(line: string): ReadonlyMap<string, ListedAction> {
  const bar = line.indexOf("|");
  const withLevel = namesOf(line.slice(0, bar)).map((name) => ({ name, hasResourceLevel: true }));
  const without = namesOf(line.slice(bar + 1)).map((name) => ({ name, hasResourceLevel: false }));
  return new Map([...withLevel, ...without].map((action) => [action.name.toLowerCase(), action]));
}

function namesOf(groups: string): readonly string[] {
  if (groups === "") return [];
  return groups.split(";").flatMap((group) => {
    const colon = group.indexOf(":");
    const verb = group.slice(0, colon);
    return group
      .slice(colon + 1)
      .split(",")
      .map((rest) => verb + rest);
  });
}

function findListed(action: string): ListedAction | undefined {
  const [service, name] = splitAction(action);
  return actionsOf(service).get(name);
}

function splitAction(action: string): readonly [service: string, name: string] {
  const lower = action.toLowerCase();
  const colon = lower.indexOf(":");
  return colon < 0 ? ["", ""] : [lower.slice(0, colon), lower.slice(colon + 1)];
}
