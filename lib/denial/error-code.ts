import { wrappedPhrase } from "./wrapped.ts";

/** An AWS error as SDKs, command lines and logs name it. */
export type ErrorCode = { code?: string; operation?: string };

/**
 * Codes with which AWS says that the caller is not allowed to. Others with similar names are about credentials
 * (`AuthFailure`) or about the request.
 */
const DENIAL_CODES: ReadonlySet<string> = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "AccessDeniedFault",
  "UnauthorizedOperation",
  "UnauthorizedException",
  "AuthorizationError",
  "AuthorizationErrorException",
]);

/** True for the codes of a denial. */
export function isDenialCode(code: string): boolean {
  return DENIAL_CODES.has(code);
}

/**
 * The error's code and operation, each where the text names it. `message` is where AWS's sentence begins, or -1: a code
 * right before it wins.
 */
export function findErrorCode(text: string, message: number): ErrorCode {
  const operation = firstGroup(text, OPERATIONS);
  const code = firstGroup(text, CODES) ?? codeBefore(text, message) ?? looseCode(text, message);
  return {
    ...(code === undefined ? {} : { code: plainCode(code) }),
    ...(operation === undefined ? {} : { operation }),
  };
}

const NAME = "[A-Za-z][A-Za-z0-9]{1,80}(?:\\.[A-Za-z][A-Za-z0-9]{1,60})?";

/** Where an error's code stands for certain, most telling first. */
const CODES: readonly RegExp[] = [
  new RegExp(
    `${wrappedPhrase("An error occurred")}\\s+\\(\\s*([A-Za-z][A-Za-z0-9.\n]{1,140})\\)\\s+${wrappedPhrase("when calling")}`,
  ),
  new RegExp(`\\bapi\\s+error\\s+(${NAME}):`),
  new RegExp(`"errorCode"\\s*:\\s*"(${NAME})"`),
  new RegExp(`["']__type["']\\s*:\\s*["'](?:[\\w.]{1,120}#)?(${NAME})["']`),
  new RegExp(`<Code>\\s*(${NAME})\\s*</Code>`),
  /<(AccessDeniedException|[A-Z][A-Za-z]{2,60}Exception)>/,
  new RegExp(`\\bError\\s+Code:\\s+(${NAME})\\s*;`),
  new RegExp(
    `\\b(?:Code|code|name)["']?\\s*:\\s*["'](${NAME}(?:Exception|Operation|Denied|Error|NotFound|Connected|Exceeded))["']`,
  ),
];

const ENDINGS =
  "Exception|Error|Denied|Operation|NotFound|Malformed|Exceeded|Expired|Failure|NotConnected|Fault|Throttling|Violation|TagAccess|PlatformType|InstanceI[dD]|TokenId|Unavailable|OptInRequired";

/** A name of the form of a code, at the beginning of a message; only where nothing better is there. */
const LOOSE_CODE = new RegExp(
  `(?:^|[\\s=(>#:.])((?:Client\\.|Server\\.)?(?:[A-Z][A-Za-z]{2,60}\\.)?[A-Z][A-Za-z]{0,60}(?:${ENDINGS})):\\s`,
);

const OPERATIONS: readonly RegExp[] = [
  new RegExp(`${wrappedPhrase("when calling the")}\\s+([A-Z][\\w\n]{2,80})\\s+${wrappedPhrase("operation")}`),
  /\boperation\s+error\s+[\w ]{1,60}:\s+([A-Z]\w{2,80}),/,
  /"eventName"\s*:\s*"([A-Z]\w{2,80})"/,
];

function firstGroup(text: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found.replaceAll("\n", "");
  }
  return undefined;
}

/** Where there is a denial, an SDK's own class (`SsmException`) is not its code. */
function looseCode(text: string, message: number): string | undefined {
  const found = LOOSE_CODE.exec(text)?.[1];
  return found !== undefined && message >= 0 && !isDenialCode(plainCode(found)) ? undefined : found;
}

const BEFORE = new RegExp(`(?:^|[\\s=(>#:."'\`])(${NAME}):\\s*$`);

/** `AccessDeniedException: User: …`, `err=UnauthorizedOperation: You are …`. */
function codeBefore(text: string, message: number): string | undefined {
  if (message < 0) return undefined;
  const found = BEFORE.exec(text.slice(Math.max(0, message - 200), message))?.[1];
  return found !== undefined && isDenialCode(plainCode(found)) ? found : undefined;
}

/** CloudTrail writes EC2's codes with the side that is at fault. */
function plainCode(code: string): string {
  return code.replace(/^(?:Client|Server)\./, "");
}
