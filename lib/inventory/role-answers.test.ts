import { expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { Statement } from "#lib/policy/policy-document.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { type AccountAnswers, roleAnswers } from "./role-answers.ts";
import type { Snapshot } from "./snapshot.ts";

const estate = () =>
  sampleEstate([
    sampleNode(1, { Name: "CadoResponse-1" }),
    sampleNode(2, { Name: "web" }),
    sampleNode(3, {}, { region: "us-east-1" }),
    sampleNode(4, null, { account: "222222222222" }),
  ]);

const allowing = (...statements: readonly Partial<Statement>[]) =>
  createAuthorize({
    identity: [
      {
        Version: "2012-10-17",
        Statement: statements.map((part): Statement => ({ Effect: "Allow", Action: "*", Resource: "*", ...part })),
      },
    ],
  });

const LISTS: Partial<Statement> = {
  Action: "ssm:DescribeInstanceInformation",
  Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
};
const TAGS_ITS_OWN: Partial<Statement> = {
  Action: "ec2:CreateTags",
  Condition: { StringLike: { "aws:ResourceTag/Name": "CadoResponse*" } },
};

function answersOf(snapshot: Snapshot, ...statements: readonly Partial<Statement>[]): readonly AccountAnswers[] | null {
  const asked = roleAnswers(snapshot, DOCUMENTED_TAG, allowing(...statements));
  for (;;) {
    const step = asked.next();
    if (step.done === true) return step.value;
  }
}

it("counts account-regions, and for tagging nodes, by account", () => {
  const answers = answersOf(estate(), LISTS, TAGS_ITS_OWN);
  expect(answers?.map(({ account, answers }) => [account, answers["list-nodes"], answers["tag-itself"]])).toEqual([
    ["111111111111", { allowed: 1, denied: 1, unknown: 0 }, { allowed: 1, denied: 2, unknown: 0 }],
    ["222222222222", { allowed: 1, denied: 0, unknown: 0 }, { allowed: 0, denied: 0, unknown: 1 }],
  ]);
});

it("asks about nodes once that the policy cannot tell apart", () => {
  const snapshot = sampleEstate(Array.from({ length: 300 }, (_, at) => sampleNode(at + 1, { Name: `web-${at}` })));
  let asked = 0;
  const real = allowing(TAGS_ITS_OWN);
  const counting = Object.assign(
    (request: Parameters<typeof real>[0]) => {
      if (request.action === "ec2:CreateTags") asked += 1;
      return real(request);
    },
    { reads: real.reads },
  );
  expect([...roleAnswers(snapshot, DOCUMENTED_TAG, counting)]).toEqual([]);
  expect(asked).toBe(1);
});

it("has no answer where the estate changed meanwhile", () => {
  const snapshot = sampleEstate(Array.from({ length: 100 }, (_, at) => sampleNode(at + 1, {})));
  const asked = roleAnswers(
    snapshot,
    DOCUMENTED_TAG,
    (request) => allowing(LISTS)(request),
    () => true,
  );
  let step = asked.next();
  while (step.done !== true) {
    snapshot.apply({ t: "done", asOf: "2026-03-12T12:00:00Z" });
    step = asked.next();
  }
  expect(step.value).toBeNull();
});
