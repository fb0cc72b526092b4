import { expect, it } from "vitest";
import { policySize } from "./policy-size.ts";
import { findTagProblems } from "./tag-rules.ts";

it.each<[string, string, readonly string[]]>([
  ["CadoResponseSSMEnabled", "True", []],
  ["acme:forensics/ssm", "a b+c-d=e.f_g:h/i@j", []],
  ["k".repeat(127), "v".repeat(256), []],
  ["k".repeat(128), "v".repeat(257), ["invalid-tag-key", "invalid-tag-value"]],
  ["", "", ["invalid-tag-key", "invalid-tag-value"]],
  ["aws:Cado", "True", ["invalid-tag-key"]],
  ["AWS:Cado", "True", ["invalid-tag-key"]],
  ["Cado*", "True", ["invalid-tag-key"]],
  ["Cado", "T*", ["invalid-tag-value"]],
  ["Cado", "T?ue", ["invalid-tag-value"]],
  ["Cado", `\${aws:userid}`, ["invalid-tag-value"]],
  ["Cado", " True", ["invalid-tag-value"]],
  ["Cado", "True\n", ["invalid-tag-value", "invalid-tag-value"]],
  ["Größe", "ja", []],
  ["Cado", "да", ["invalid-tag-value"]],
  ["Cado\u00a0", "True", ["invalid-tag-key", "invalid-tag-key"]],
])("%j=%j: %j", (key, value, codes) => {
  expect(findTagProblems({ key, value }).map(({ code }) => code)).toEqual(codes);
});

it("counts what is not white space, wherever the white space stands", () => {
  expect(policySize('{ "a" :\n\t"b c" }')).toBe(10);
});
