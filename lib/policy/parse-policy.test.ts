import { describe, expect, it } from "vitest";
import { parsePolicy, parsePolicyText } from "./parse-policy.ts";

const STATEMENT = { Effect: "Allow", Action: "ssm:SendCommand", Resource: "*" };

describe("what is taken", () => {
  it("takes a document, one statement, and a list of statements", () => {
    const bare = { ok: true, document: { Version: "2012-10-17", Statement: [STATEMENT] } };
    expect(parsePolicy(STATEMENT)).toEqual(bare);
    expect(parsePolicy([STATEMENT])).toEqual(bare);
    expect(parsePolicy({ Version: "2012-10-17", Statement: STATEMENT })).toEqual(bare);
  });

  it("keeps Version and Id as they are, missing or not", () => {
    expect(parsePolicy({ Statement: [STATEMENT] })).toEqual({ ok: true, document: { Statement: [STATEMENT] } });
    const old = { Version: "2008-10-17", Id: "x", Statement: [STATEMENT] };
    expect(parsePolicy(old)).toEqual({ ok: true, document: old });
  });

  it("takes numbers and booleans as condition values, and a byte order mark", () => {
    const statement = {
      ...STATEMENT,
      Condition: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "aws:MultiFactorAuthAge": [1] } },
    };
    expect(parsePolicyText(`\uFEFF${JSON.stringify(statement)}`).ok).toBe(true);
  });
});

describe("what is refused, and where", () => {
  it.each<[text: string, line: number, column: number, title: RegExp]>([
    ["", 1, 1, /Expected a value, found the end of the text/],
    ["{", 1, 2, /a member name in double quotes, found the end/],
    ['{"Effect": "Allow",}', 1, 20, /after the comma, found "}"/],
    ["{\n  Effect: 1}", 2, 3, /a member name in double quotes, found "E"/],
    ["[1 2]", 1, 4, /Expected "," or "]", found "2"/],
    ['{"a": tru}', 1, 7, /tru is not a JSON value/],
    ['{"a": "open\n"}', 1, 7, /no closing quote on its line/],
    ['{"a": "\\x"}', 1, 8, /the escape \\x is not allowed/],
    ['{"Effect":"Allow",\n "Effect":"Deny"}', 2, 2, /"Effect" is there twice/],
    ['{"Effect":"Allow"} x', 1, 20, /the end of the text, found "x"/],
    ["'text'", 1, 1, /Expected a value, found "'"/],
    ["null", 1, 1, /Expected a policy document, a statement, or a list/],
    ["[]", 1, 1, /at least one statement/],
    ['{"Version":"2012-10-17"}', 1, 1, /at least one statement/],
    ['{"Version":"2020-01-01","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}', 1, 12, /Version is "2012-10-17"/],
    ['{"Effect":"allow","Action":"*","Resource":"*"}', 1, 11, /Effect is "Allow" or "Deny"/],
    ['{"Effect":"Allow","Resource":"*"}', 1, 1, /has Action or NotAction/],
    ['{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}', 1, 1, /has Action or NotAction/],
    ['{"Effect":"Allow","Action":"*"}', 1, 1, /has Resource or NotResource/],
    [
      '[{"Effect":"Allow",\n"Action":["ssm:SendCommand","SendCommand"],"Resource":"*"}]',
      2,
      29,
      /an action like "ssm:SendCommand"/,
    ],
    ['{"Effect":"Allow","Action":"*","Resource":"i-0123"}', 1, 43, /an ARN, or "\*"/],
    ['{"Effect":"Allow","Action":[],"Resource":"*"}', 1, 28, /the list is empty/],
    ['{"Effect":"Allow","Action":"*","Resource":"*","condition":{}}', 1, 59, /did you mean Condition\?/],
    ['{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}', 1, 1, /has no Principal/],
    ['{"Effect":"Allow","Action":"*","Resource":"*","Condition":[]}', 1, 59, /Condition is an object/],
    ['{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":1}}', 1, 67, /An operator holds an object/],
    ['{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k":{}}}}', 1, 72, /A condition key holds a text/],
  ])("%j at %i:%i", (text, line, column, title) => {
    const parsed = parsePolicyText(text);
    if (parsed.ok) throw new Error("It was taken.");
    expect(parsed.problems[0]).toMatchObject({ place: { line, column }, title: expect.stringMatching(title) });
  });

  it("tells every problem at once, each with its path", () => {
    const parsed = parsePolicy({
      Statement: [{ Effect: "x", Action: "*" }, 7, STATEMENT, { ...STATEMENT, Sid: 1 }],
    });
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual([
      "Statement[0].Effect",
      "Statement[0]",
      "Statement[1]",
      "Statement[3].Sid",
    ]);
  });
});

describe("hostile input", () => {
  it("refuses ten megabytes, deep nesting and prototype names without reading on", () => {
    expect(parsePolicyText(`[${'"x",'.repeat(2_500_000)}"x"]`)).toMatchObject({
      ok: false,
      problems: [{ title: /10000005 characters/ }],
    });
    expect(parsePolicyText("[".repeat(100_000))).toMatchObject({ ok: false, problems: [{ title: /Nested more than/ }] });
    const proto = parsePolicyText('{"Effect":"Allow","Action":"*","Resource":"*","__proto__":{"Effect":"Deny"}}');
    expect(proto).toMatchObject({ ok: false, problems: [{ title: 'IAM has no element "__proto__" here.' }] });
    expect(parsePolicyText('{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"__proto__":{"k":"v"}}}')).toMatchObject({
      ok: true,
    });
  });
});
