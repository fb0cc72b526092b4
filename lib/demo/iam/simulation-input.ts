import { parsePolicyText } from "#lib/policy/parse-policy.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { ServiceError } from "../service-error.ts";

/** What a simulation is asked beside whose policies they are. */
export type SimulationInput = {
  /** Policies that the request brings along. */
  policies: readonly PolicyDocument[];
  boundary: PolicyDocument | null;
  actions: readonly string[];
  resources: readonly string[];
  context: Readonly<Record<string, string | readonly string[]>>;
};

/** Parameters that would change the answer and that the stand-in does not take into account. */
const NOT_HERE = /^(ResourcePolicy|ResourceOwner|CallerArn|ResourceHandlingOption|PolicyExclusionList)\b/;

/** IAM's enum ContextKeyTypeEnum. */
const KEY_TYPE = /^((string|numeric|boolean|ip|binary|date)(List)?)$/;

const ACTION = /^[a-zA-Z0-9-]+:[a-zA-Z0-9]+$/;
const ARN = /^(\*|arn:[^:]+:[^:]+:[^:]*:[^:]*:.+)$/;

/** The parameters that both simulations have (IAM API model of 2010-05-08). Throws InvalidInput and ValidationError. */
export function readSimulation(parameters: QueryParameters): SimulationInput {
  const untaken = [...parameters.names()].find((name) => NOT_HERE.test(name));
  if (untaken !== undefined) throw invalidInput(`The stand-in does not simulate with ${untaken}.`);
  const actions = parameters.list("ActionNames.member");
  const resources = parameters.list("ResourceArns.member");
  if (actions.length === 0) throw new ServiceError("ValidationError", "Value at 'actionNames' failed to satisfy constraint");
  for (const action of actions) if (!ACTION.test(action)) throw invalidInput(`Invalid action name: ${action}`);
  for (const resource of resources) {
    if (!ARN.test(resource)) throw invalidInput(`ResourceNames are not in a valid ARN format: ${resource}.`);
  }
  const [boundary = null, ...more] = parameters.list("PermissionsBoundaryPolicyInputList.member").map(readDocument);
  if (more.length > 0) throw invalidInput("You can input only one permissions boundary.");
  return {
    policies: parameters.list("PolicyInputList.member").map(readDocument),
    boundary,
    actions,
    resources: resources.length > 0 ? resources : ["*"],
    context: readContext(parameters),
  };
}

export function invalidInput(message: string): ServiceError {
  return new ServiceError("InvalidInput", message);
}

function readDocument(text: string): PolicyDocument {
  const parsed = parsePolicyText(text);
  if (parsed.ok) return parsed.document;
  throw invalidInput(`Syntax errors in policy: ${parsed.problems.map(({ title }) => title).join(" ")}`);
}

function readContext(parameters: QueryParameters): SimulationInput["context"] {
  const context: Record<string, string | readonly string[]> = {};
  for (const entry of parameters.members("ContextEntries.member")) {
    const name = parameters.required(`${entry}.ContextKeyName`);
    const type = parameters.text(`${entry}.ContextKeyType`) ?? "string";
    const values = parameters.list(`${entry}.ContextKeyValues.member`);
    if (!KEY_TYPE.test(type)) throw invalidInput(`Invalid context key type: ${type}`);
    if (name.length < 5 || name.length > 256) throw invalidInput(`Invalid context key name: ${name}`);
    context[name] = type.endsWith("List") ? values : (values[0] ?? "");
  }
  return context;
}
