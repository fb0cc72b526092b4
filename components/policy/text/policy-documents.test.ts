import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { renderVariant, VARIANTS } from "#lib/policy/variants.ts";
import { documentsOf } from "./policy-documents.ts";

test.each(VARIANTS)("says what every document of %s is for", (variant) => {
  const documents = documentsOf(renderVariant({ variant, partition: "aws-cn", tag: DOCUMENTED_TAG }));
  expect(documents.length).toBeGreaterThanOrEqual(2);
  expect(documents.filter(({ purpose }) => purpose === "")).toEqual([]);
});

test("lists a document once, and leaves out what is none", () => {
  const Resource = ["*", "arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:1:document/Own", "arn:aws:ssm:*:1:document/Own"];
  expect(documentsOf({ Statement: [{ Effect: "Allow", Action: "ssm:SendCommand", Resource }] })).toEqual([
    { name: "Own", purpose: "" },
  ]);
});
