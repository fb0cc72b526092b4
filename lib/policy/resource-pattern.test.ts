import { describe, expect, it } from "vitest";
import { createAuthorize } from "./evaluate.ts";
import type { Statement } from "./policy-document.ts";

const SESSIONS = `arn:aws:ssm:*:*:session/\${aws:username}-*`;
const NODE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";

function ask(statement: Statement, resource: string) {
  const authorize = createAuthorize({ identity: [{ Version: "2012-10-17", Statement: [statement] }] });
  return authorize({ action: "ssm:StartSession", resource, context: {}, unknownContext: ["aws:*"] }).result;
}

describe("a resource with a policy variable whose value is not known", () => {
  it.each([
    ["takes in nothing that no value could make it match", { Resource: SESSIONS }, NODE, "denied"],
    ["is unknown where a value could", { Resource: `arn:aws:ec2:*:*:instance/\${aws:username}` }, NODE, "unknown"],
    ["is unknown in NotResource, where the variable may have no value at all", { NotResource: SESSIONS }, NODE, "unknown"],
  ] as const)("%s", (_, element, resource, expected) => {
    expect(ask({ Effect: "Allow", Action: "ssm:StartSession", ...element }, resource)).toBe(expected);
  });
});
