import { expect, test } from "vitest";
import { findFindings } from "#lib/policy/findings/find-findings.ts";
import { fixTexts, readOwnRole } from "./own-role.ts";
import type { RoleText } from "./role-texts.ts";

const TAG = { key: "CadoResponseSSMEnabled", value: "True" };

const text = (id: string, content: string, more: Partial<RoleText> = {}): RoleText => ({
  id,
  name: "",
  text: content,
  part: "policy",
  kind: "unknown",
  from: "",
  ...more,
});

const statement = (action: string, resource = "*") => ({ Effect: "Allow", Action: action, Resource: resource });
const policy = (...statements: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const open = statement("ssm:SendCommand", "arn:aws:ec2:*:*:instance/*");

const template = `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: One
          PolicyDocument:
            Version: '2012-10-17'
            Statement: [{Effect: Allow, Action: 'ssm:SendCommand', Resource: 'arn:aws:ec2:*:*:instance/*'}]
        - PolicyName: Two
          PolicyDocument:
            Version: '2012-10-17'
            Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]
`;

test("puts the policies of every text together, and tells where each stands", () => {
  const { role, origins } = readOwnRole([text("1", policy(open)), text("2", template), text("3", " \n")], {});
  expect(role?.policies.map(({ name }) => name)).toEqual(["", "One", "Two"]);
  expect(origins.map(({ textId }) => textId)).toEqual(["1", "2", "2"]);
});

test("is no role while one of the texts cannot be read", () => {
  const { role, texts } = readOwnRole([text("1", policy(open)), text("2", "{")], {});
  expect(role).toBeNull();
  expect(texts.map(({ read }) => read?.ok)).toEqual([true, false]);
});

test("is no role while there is nothing but space, or a boundary alone", () => {
  expect(readOwnRole([text("1", " ")], {}).role).toBeNull();
  expect(readOwnRole([text("1", policy(open), { part: "boundary" })], {}).role).toBeNull();
});

test("takes one boundary, and says of a second that there cannot be one", () => {
  const one = [text("1", policy(open)), text("2", policy(statement("*")), { part: "boundary" })];
  expect(readOwnRole(one, {}).role?.boundary?.document.Statement).toHaveLength(1);
  const two = readOwnRole([...one, text("3", policy(statement("*")), { part: "boundary" })], {});
  expect(two.role).toBeNull();
  expect(two.texts[2]?.misplaced).toMatch(/one permissions boundary/);
});

test("names a value that several texts leave open once, and reads them when it is given", () => {
  const open2 = template
    .replace("arn:aws:ec2:*:*:instance/*'", `arn:aws:ec2:*:\${AWS::AccountId}:instance/*'`)
    .replace("Resource: 'arn", "Resource: !Sub 'arn");
  const texts = [text("1", open2), text("2", open2)];
  expect(readOwnRole(texts, {}).unresolved.map(({ name }) => name)).toEqual(["AWS::AccountId"]);
  expect(readOwnRole(texts, { "AWS::AccountId": "111111111111" }).role?.policies).toHaveLength(4);
});

test("knows a policy as the reader says where the text does not tell", () => {
  const { role } = readOwnRole([text("1", policy(open), { kind: "inline", name: "Mine" })], {});
  expect(role?.policies).toMatchObject([{ kind: "inline", name: "Mine" }]);
});

test("makes JSON of the text that a fix changes, one for each of its policies, and leaves the others to the letter", () => {
  const texts = [text("1", "[ ]".replace(" ", JSON.stringify(statement("s3:PutObject")))), text("2", template)];
  const own = readOwnRole(texts, {});
  if (own.role === null) throw new Error("These texts are a role.");
  const found = findFindings(own.role, { tag: TAG, partition: "aws" }).find(({ code }) => code === "broad-send-command");
  if (found === undefined || found.fix === null) throw new Error("There is a fix for an open SendCommand.");
  const fixed = fixTexts(texts, own, found.fix);
  expect(fixed[0]).toBe(texts[0]);
  expect(fixed.map(({ name }) => name)).toEqual(["", "One", "Two"]);
  expect(new Set(fixed.map(({ id }) => id)).size).toBe(3);
  const again = readOwnRole(fixed, {});
  expect(JSON.stringify(again.role?.policies[1]?.document)).toContain("ssm:resourceTag/CadoResponseSSMEnabled");
  expect(again.role?.policies[2]?.document).toEqual(own.role.policies[2]?.document);
});
