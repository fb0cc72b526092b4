import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { parsePolicyRequest, renderRequestedPolicies } from "./policy-request.ts";

const parse = (query: string) => parsePolicyRequest(new URLSearchParams(query), DOCUMENTED_TAG);

function textOf(query: string): string {
  const result = parse(query);
  return result.ok ? (renderRequestedPolicies(result.request)[0]?.text ?? "") : "";
}

test("asks for a document for aws and the estate's tag where nothing else is said", () => {
  expect(parse("variant=corrected")).toEqual({
    ok: true,
    request: {
      subject: { kind: "variant", variant: "corrected" },
      options: {
        tag: DOCUMENTED_TAG,
        partition: "aws",
        portForwarding: true,
        linuxOnly: false,
        hybrid: true,
        accounts: [],
        regions: [],
        ownSessionsOnly: true,
        guard: false,
      },
      format: "json",
      shape: "document",
    },
  });
});

test("takes every parameter", () => {
  expect(parse("variant=documented-tagged&partition=aws-cn&shape=statements&key=ir%3Acado&value=yes")).toMatchObject({
    ok: true,
    request: {
      subject: { kind: "variant", variant: "documented-tagged" },
      options: { partition: "aws-cn", tag: { key: "ir:cado", value: "yes" } },
      shape: "statements",
    },
  });
});

test("names every fault at once", () => {
  const result = parse("variant=best&partition=mars&shape=yaml&key=aws%3Ax&value=*&colour=red&shape=document");
  expect(result.ok ? [] : result.faults.map(({ parameter }) => parameter).sort()).toEqual([
    "colour",
    "key",
    "partition",
    "shape",
    "shape",
    "value",
    "variant",
  ]);
});

test.each(["", "variant=", "partition=AWS", "shape=Document", "key=", "value=", "variant=corrected&variant=corrected"])(
  "refuses %s",
  (query) => {
    expect(parse(query).ok).toBe(false);
  },
);

test("keeps an estate's own tag even where it would refuse it from a stranger", () => {
  expect(parsePolicyRequest(new URLSearchParams("variant=corrected"), { key: "Cado", value: "" }).ok).toBe(true);
});

test("renders text that parses back: a document, or a list of statements", () => {
  const both = (["document", "statements"] as const).map((shape) =>
    JSON.parse(textOf(`variant=documented-tagged&shape=${shape}`)),
  );
  expect(both[0].Statement).toEqual(both[1]);
  expect(both[1]).toHaveLength(2);
});
