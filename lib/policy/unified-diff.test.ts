import { describe, expect, it } from "vitest";
import { correctionDiff } from "./correction-diff.ts";
import type { NamedPolicy } from "./named-policy.ts";
import type { Statement } from "./policy-document.ts";
import { renderJson } from "./render/render-json.ts";
import { unifiedDiff } from "./unified-diff.ts";

const A: Statement = { Sid: "A", Effect: "Allow", Action: "ssm:SendCommand", Resource: "*" };
const B: Statement = { Sid: "B", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const C: Statement = { Effect: "Deny", Action: "iam:*", Resource: "*" };

function policy(name: string, ...statements: readonly Statement[]): NamedPolicy {
  return { name, kind: "managed", document: { Version: "2012-10-17", Statement: statements } };
}

describe("unifiedDiff", () => {
  it("has a hunk per statement that differs, with the reason before it and the lines of the policies as text", () => {
    const before = policy("role", A, B);
    const after = policy("role, corrected", A, { ...B, Resource: "arn:aws:s3:::x" }, C);
    expect(unifiedDiff(before, after)).toBe(`--- role
+++ role, corrected
# s3:GetObject: names other resources.
@@ -10,6 +10,6 @@ B
     {
       "Sid": "B",
       "Effect": "Allow",
       "Action": "s3:GetObject",
-      "Resource": "*"
+      "Resource": "arn:aws:s3:::x"
     }
# Denies iam:*, whatever else allows it.
@@ -15,0 +16,5 @@
+    {
+      "Effect": "Deny",
+      "Action": "iam:*",
+      "Resource": "*"
+    }
`);
    const lines = renderJson(after.document, "document").split("\n");
    expect(lines.slice(9, 15).join("\n")).toContain('"Sid": "B"');
    expect(lines[15]).toBe("    {");
    expect(lines[19]).toBe("    }");
  });

  it.each<[string, NamedPolicy, NamedPolicy]>([
    ["equal policies", policy("a", A, B), policy("b", A, B)],
    ["another order", policy("a", A, B), policy("a", B, A)],
  ])("is empty for %s", (_, before, after) => {
    expect(unifiedDiff(before, after)).toBe("");
  });

  it("shows a Version that differs", () => {
    const after = policy("a", A);
    const before = { ...after, document: { Version: "2008-10-17", Statement: [A] } };
    expect(unifiedDiff(before, after)).toBe(`--- a
+++ a
@@ -2,1 +2,1 @@
-  "Version": "2008-10-17",
+  "Version": "2012-10-17",
`);
  });

  it("shows a policy that is new, or gone", () => {
    expect(unifiedDiff(null, policy("a", C)).split("\n").slice(0, 5)).toEqual([
      "--- /dev/null",
      "+++ a",
      "# Denies iam:*, whatever else allows it.",
      "@@ -0,0 +4,5 @@",
      "+    {",
    ]);
    expect(unifiedDiff(policy("a", C), null).split("\n").slice(0, 4)).toEqual([
      "--- a",
      "+++ /dev/null",
      "# No longer denied: iam:*.",
      "@@ -4,5 +0,0 @@",
    ]);
  });

  it("keeps a name with line ends on its line", () => {
    expect(unifiedDiff(policy("a\n@@ -1 +1 @@", A), policy("", B)).split("\n").slice(0, 2)).toEqual([
      "--- a @@ -1 +1 @@",
      "+++ policy",
    ]);
  });
});

describe("correctionDiff", () => {
  it("tells the correction's own reasons, policy by policy", () => {
    const text = correctionDiff([policy("one", A), policy("two", B)], {
      policies: [policy("one", C), policy("two", B), policy("three", A)],
      changes: [
        { policy: 0, before: 0, after: [], reason: "replaced-by-tagged-set", sentence: "Out it goes." },
        { policy: 0, before: null, after: [0], reason: "guard", sentence: "No more." },
        { policy: 2, before: null, after: [0], reason: "tagged-set", sentence: "Here it comes." },
      ],
    });
    expect(text.split("\n").filter((line) => /^(#|---|\+\+\+|@@)/.test(line))).toEqual([
      "--- one",
      "+++ one",
      "# Out it goes.",
      "@@ -4,6 +3,0 @@ A",
      "# No more.",
      "@@ -9,0 +4,5 @@",
      "--- /dev/null",
      "+++ three",
      "# Here it comes.",
      "@@ -0,0 +4,6 @@ A",
    ]);
  });
});
