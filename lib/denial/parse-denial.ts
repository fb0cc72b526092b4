import { cleanText } from "./clean-text.ts";
import type { Denial, DenialFacts } from "./denial.ts";
import { readReason } from "./denial-reason.ts";
import { describePrincipal } from "./denied-principal.ts";
import { describeResource } from "./denied-resource.ts";
import { findErrorCode, isDenialCode } from "./error-code.ts";
import { readToken, wrappedPhrase } from "./wrapped.ts";

/**
 * What any text tells of the first AWS denial in it: output of command lines and SDKs, CloudTrail records, Terraform's
 * boxes, agent logs, tickets with broken lines. A field that the text does not tell is not there; nothing is guessed.
 * Never throws. Grammar: IAM guide, "Troubleshoot access denied error messages".
 */
export function parseDenial(text: string): Denial {
  const clean = cleanText(text);
  const sentence = SENTENCE.exec(clean);
  const bare = BARE.exec(clean);
  const start =
    sentence === null ? (bare?.index ?? -1) : Math.min(principalStart(clean, sentence.index), bare?.index ?? Infinity);
  const error = findErrorCode(clean, start);
  const said = sentence === null ? null : readSentence(clean, sentence);
  const tail = readTail(clean, start);
  const isDenied = bare !== null || tail.encodedMessage !== undefined || (error.code !== undefined && isDenialCode(error.code));
  if (!isDenied && (said === null || (said.action === undefined && said.principalKind === "unknown"))) {
    return { denial: false, ...(error.code === undefined ? {} : { code: error.code }) };
  }
  return {
    denial: true,
    ...error,
    ...(said ?? { ...recordedPrincipal(clean), deny: "unspecified" }),
    ...tail,
  };
}

const SENTENCE = new RegExp(
  `${wrappedPhrase("not authorized to perform")}(?:\\s*:)?\\s+(?!${wrappedPhrase("this operation")})`,
  "i",
);
const BARE = new RegExp(wrappedPhrase("You are not authorized to perform this operation"));

const USER = /\b(?:User|Principal)\s*:\s*/g;

/** How long a principal's ARN can be: role session names have 64 characters, paths 512. */
const PRINCIPAL_REACH = 2_048;

/** Where "User:" stands before the words at `at`; `at` where it does not. */
function principalStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - PRINCIPAL_REACH), at);
  const starts = [...before.matchAll(USER)].map(({ index }) => index);
  const last = starts.at(-1);
  return last === undefined ? at : at - before.length + last;
}

type SentenceFacts = Omit<DenialFacts, "denial" | "code" | "operation">;

function readSentence(text: string, { index, 0: words }: RegExpExecArray): SentenceFacts {
  const start = principalStart(text, index);
  const { principalAccount, ...principal } = readPrincipal(text.slice(start, index));
  const action = readAction(text, index + words.length);
  const resource = readResource(text, action.next);
  const { resourceAccount, ...target } = resource.resource === null ? {} : describeResource(resource.resource, resource.isCut);
  const account = resourceAccount ?? principalAccount;
  return {
    ...principal,
    ...(account === undefined ? {} : { account }),
    ...(action.action === null ? {} : { action: action.action }),
    ...target,
    ...readReason(text, resource.next),
  };
}

/** "User: … is", where lines may break the ARN anywhere. */
function readPrincipal(text: string): ReturnType<typeof describePrincipal> {
  const name = text
    .replace(/^(?:User|Principal)\s*:\s*/, "")
    .replace(/(?:^|\s+)i\n?s\s*$/, "")
    .trim();
  const principal = name.startsWith("arn:") ? name.replaceAll("\n", "") : name;
  if (principal === "" || /\s/.test(principal) || principal === text.trim()) return { principalKind: "unknown" };
  return describePrincipal(principal);
}

function readAction(text: string, at: number): { action: string | null; next: number } {
  const { token, next } = readToken(text, at);
  const action = /^[A-Za-z][\w-]{0,60}:[A-Za-z*][\w*]{0,120}/.exec(token)?.[0] ?? null;
  return { action, next: action === null ? at : next };
}

const RESOURCE = new RegExp(`\\s*${wrappedPhrase("on resource")}\\s*:\\s*`, "y");

/** IAM's own older messages name the kind in a word of its own: "user Bob", "policy path /". */
const KIND_WORD = /(?:user|role|group|policy|instance profile) (?:path )?(?=[\w/+=,.@-])/y;

/** `isCut`: the text ends with the resource, so that more of it may have been there. */
function readResource(text: string, at: number): { resource: string | null; isCut: boolean; next: number } {
  RESOURCE.lastIndex = at;
  if (!RESOURCE.test(text)) return { resource: null, isCut: false, next: at };
  const from = RESOURCE.lastIndex + (/["'`]/.test(text[RESOURCE.lastIndex] ?? "") ? 1 : 0);
  KIND_WORD.lastIndex = from;
  const kind = KIND_WORD.exec(text)?.[0] ?? "";
  const { token, next } = readToken(text, from + kind.length);
  const resource = kind + token.replace(/[.,;]+$/, "");
  return { resource: resource === "" ? null : resource, isCut: next >= text.length, next };
}

/** A CloudTrail record tells who called even where the message does not. */
function recordedPrincipal(text: string): Omit<SentenceFacts, "deny"> {
  const arn = /"userIdentity"\s*:\s*\{[^{}]{0,2000}"arn"\s*:\s*"(arn:[^"\s]{1,2048})"/.exec(text)?.[1];
  if (arn === undefined) return { principalKind: "unknown" };
  const { principalAccount, ...principal } = describePrincipal(arn);
  return { ...principal, ...(principalAccount === undefined ? {} : { account: principalAccount }) };
}

const ENCODED = new RegExp(`${wrappedPhrase("Encoded authorization failure message")}\\s*:\\s*`);
const AUTHORIZATION_ID = new RegExp(`${wrappedPhrase("authorization id")}\\s*:\\s*([A-Za-z0-9-]{8,128})`);

function readTail(text: string, start: number): Pick<DenialFacts, "authorizationId" | "encodedMessage"> {
  const rest = text.slice(Math.max(start, 0));
  const authorizationId = AUTHORIZATION_ID.exec(rest)?.[1];
  const encoded = ENCODED.exec(rest);
  const encodedMessage = encoded === null ? "" : readEncoded(rest, encoded.index + encoded[0].length);
  return {
    ...(authorizationId === undefined ? {} : { authorizationId }),
    ...(encodedMessage === "" ? {} : { encodedMessage }),
  };
}

/** Base64url without padding; goes on over lines that hold nothing else, as long as each is as wide as the first. */
function readEncoded(text: string, at: number): string {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  let message = "";
  let wide = 40;
  for (const [index, line] of text
    .slice(at, at + MAX_ENCODED)
    .split("\n")
    .entries()) {
    const piece = /^[A-Za-z0-9_-]+/.exec(line)?.[0] ?? "";
    const isAlone = /^["'`.,;})\]]*$/.test(line.slice(piece.length));
    if (piece === "" || (index > 0 && !isAlone)) break;
    message += piece;
    const width = index === 0 ? at - lineStart + line.length : line.length;
    if (piece.length < line.length || width < wide) break;
    wide = width;
  }
  return message;
}

/** AWS's encoded messages have some hundreds to thousands of characters. */
const MAX_ENCODED = 20_000;
