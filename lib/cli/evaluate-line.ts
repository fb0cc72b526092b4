import type { AuthorizationAnswer, AuthorizationRequest, Authorize } from "#lib/domain/authorization.ts";

export type LineAnswer = AuthorizationAnswer | { error: string };

/**
 * The answer to one line of `reach policy evaluate`: a request `{action, resource, context?, unknownContext?,
 * absentContext?}` as JSON. Exactly that request is evaluated. Members of other names are the caller's own, but a
 * misspelt one of ours would change the answer, so it is an error.
 */
export function evaluateLine(text: string, authorize: Authorize): LineAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { error: `not JSON: ${error instanceof Error ? error.message : ""}` };
  }
  const read = readRequest(value);
  return typeof read === "string" ? { error: read } : authorize(read);
}

const MEMBERS = ["action", "resource", "context", "unknownContext", "absentContext"];

function readRequest(value: unknown): AuthorizationRequest | string {
  if (!isObject(value)) return "expected an object with action, resource and context";
  const { action, resource, context = {}, unknownContext = [], absentContext = [] } = value;
  for (const name of Object.keys(value)) {
    const meant = MEMBERS.find((member) => member !== name && fold(member) === fold(name));
    if (meant !== undefined) return `${JSON.stringify(name)} is not a member; did you mean ${meant}?`;
  }
  if (typeof action !== "string" || !/^[\w-]+:\w+$/.test(action)) return 'action: expected one action, such as "ssm:SendCommand"';
  if (typeof resource !== "string" || resource === "") return 'resource: expected an ARN, or "*"';
  const keys = readContext(context);
  if (typeof keys === "string") return keys;
  if (!isTexts(unknownContext)) return "unknownContext: expected a list of condition keys";
  if (!isTexts(absentContext)) return "absentContext: expected a list of condition keys";
  return { action, resource, context: keys, unknownContext, absentContext };
}

function readContext(context: unknown): Readonly<Record<string, string | readonly string[]>> | string {
  if (!isObject(context)) return "context: expected an object of condition keys";
  const entries: [string, string | readonly string[]][] = [];
  for (const [key, value] of Object.entries(context)) {
    if (Array.isArray(value) && value.every(isScalar)) entries.push([key, value.map(String)]);
    else if (isScalar(value)) entries.push([key, String(value)]);
    else return `context: ${JSON.stringify(key)} has to be a text, a number, true or false, or a list of them`;
  }
  return Object.fromEntries(entries);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Alike but for letter case, a plural and separators. */
function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .replace(/s$/, "");
}
