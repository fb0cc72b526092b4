import { expect, test } from "vitest";
import { renderVariant } from "#lib/policy/variants.ts";
import { statementLines } from "./statement-lines.ts";

const document = renderVariant({ variant: "corrected", partition: "aws", tag: { key: "Cado", value: "True" } });

test.each(["document", "statements"] as const)("finds every statement in the JSON of a %s", (shape) => {
  const text = JSON.stringify(shape === "document" ? document : document.Statement, null, 2);
  const lines = text.split("\n");
  const found = statementLines(document, shape).map(({ first, last }) =>
    JSON.parse(
      lines
        .slice(first - 1, last)
        .join("\n")
        .replace(/,$/, ""),
    ),
  );
  expect(found).toEqual(document.Statement);
});
