import { describe, expect, it } from "vitest";
import type { AuthorizationRequest, Authorize } from "#lib/domain/authorization.ts";
import { evaluateLine } from "./evaluate-line.ts";

/** Hands back what it was asked. */
function ask(text: string): { answer: ReturnType<typeof evaluateLine>; asked: AuthorizationRequest | null } {
  let asked: AuthorizationRequest | null = null;
  const authorize: Authorize = (request) => {
    asked = request;
    return { result: "unknown", reasons: [] };
  };
  return { answer: evaluateLine(text, authorize), asked };
}

const NODE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";

describe("evaluateLine", () => {
  it("asks exactly the request of the line", () => {
    const line = { action: "ssm:SendCommand", resource: NODE, context: { "aws:TagKeys": ["a", "b"], "ssm:resourceTag/K": "v" } };
    expect(ask(JSON.stringify(line)).asked).toEqual({ ...line, unknownContext: [], absentContext: [] });
  });

  it("takes what is not known, and what is known to be missing", () => {
    const line = {
      action: "ssm:SendCommand",
      resource: NODE,
      context: {},
      unknownContext: ["aws:*"],
      absentContext: ["aws:TagKeys"],
    };
    expect(ask(JSON.stringify(line)).asked).toEqual(line);
  });

  it("writes numbers and truth values of the context as text, as a request carries them", () => {
    const { asked } = ask(
      '{"action":"s3:GetObject","resource":"*","context":{"aws:SecureTransport":true,"s3:max-keys":[10,"20"]}}',
    );
    expect(asked?.context).toEqual({ "aws:SecureTransport": "true", "s3:max-keys": ["10", "20"] });
  });

  it("leaves other members to the caller, and takes a missing context for an empty one", () => {
    const { asked } = ask('{"id":7,"expected":"allowed","action":"s3:GetObject","resource":"*"}');
    expect(asked).toEqual({ action: "s3:GetObject", resource: "*", context: {}, unknownContext: [], absentContext: [] });
  });

  it("keeps a member called __proto__ a member", () => {
    const { asked } = ask('{"action":"s3:GetObject","resource":"*","context":{"__proto__":"x"}}');
    expect(Object.entries(asked?.context ?? {})).toEqual([["__proto__", "x"]]);
  });

  it.each<[string, string]>([
    ["nope", "not JSON"],
    ["", "not JSON"],
    ["[]", "expected an object"],
    ["null", "expected an object"],
    ["{}", "action:"],
    ['{"action":"ssm:*","resource":"*"}', "action:"],
    ['{"action":["ssm:SendCommand"],"resource":"*"}', "action:"],
    ['{"action":"ssm:SendCommand"}', "resource:"],
    ['{"action":"ssm:SendCommand","resource":""}', "resource:"],
    ['{"action":"ssm:SendCommand","resource":["*"]}', "resource:"],
    ['{"action":"ssm:SendCommand","resource":"*","context":[]}', "context:"],
    ['{"action":"ssm:SendCommand","resource":"*","context":{"k":null}}', "context:"],
    ['{"action":"ssm:SendCommand","resource":"*","context":{"k":[["v"]]}}', "context:"],
    ['{"action":"ssm:SendCommand","resource":"*","unknownContext":"aws:*"}', "unknownContext:"],
    ['{"action":"ssm:SendCommand","resource":"*","absentContext":[1]}', "absentContext:"],
    ['{"action":"ssm:SendCommand","resource":"*","Context":{}}', '"Context" is not a member; did you mean context?'],
    ['{"action":"ssm:SendCommand","resources":"*"}', '"resources" is not a member; did you mean resource?'],
  ])("answers an error and asks nothing for %s", (text, beginning) => {
    const { answer, asked } = ask(text);
    expect(asked).toBeNull();
    expect("error" in answer ? answer.error : "").toContain(beginning);
  });
});
