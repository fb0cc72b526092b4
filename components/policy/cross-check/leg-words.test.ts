import { expect, test } from "vitest";
import type { SimulatedLeg } from "#lib/policy/simulation.ts";
import { awsWord, legNotes, oursWord, questionWords } from "./leg-words.ts";

const LEG: SimulatedLeg = {
  capability: "run-command",
  leg: "node",
  action: "ssm:SendCommand",
  resource: "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0",
  aws: {
    answered: true,
    decision: "explicitDeny",
    policies: ["RegionPolicy"],
    missing: [],
    byOrganization: false,
    byBoundary: null,
  },
  ours: { result: "allowed", reasons: [] },
  agreement: "differ",
};

test("says of a difference what each answered, and that a policy which we cannot see decided", () => {
  expect([questionWords(LEG), awsWord(LEG.aws), oursWord(LEG)]).toEqual([
    "SendCommand on the node",
    "Denied explicitly",
    "Allowed",
  ]);
  expect(legNotes(LEG).join(" ")).toMatch(/organization.*RegionPolicy/);
});

test("names the document that a session or a command needs", () => {
  const resource = "arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSession";
  expect(questionWords({ ...LEG, leg: "document", action: "ssm:StartSession", resource })).toBe(
    "StartSession with AWS-StartPortForwardingSession",
  );
});

test("says why there is no answer, in AWS's words, and does not call it denied", () => {
  const aws = { answered: false, problem: { code: "InvalidInput", title: "AWS rejected it.", detail: "Not an ARN." } } as const;
  expect(awsWord(aws)).toBe("No answer");
  expect(legNotes({ ...LEG, aws, agreement: "not-answered" })).toEqual(["AWS rejected it. Not an ARN."]);
});

test("has nothing to add where both say the same", () => {
  expect(legNotes({ ...LEG, agreement: "agree" })).toEqual([]);
});
