// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are those of CloudFormation and Terraform.
import { describe, expect, it } from "vitest";
import type { PolicyRead, SourcePolicy } from "../policy-read.ts";
import { readPolicies } from "../read-policies.ts";

const json = JSON.stringify;

function taken(read: PolicyRead): readonly SourcePolicy[] {
  if (!read.ok) throw new Error(json(read));
  return read.policies;
}

/** A template whose one policy has the resource, with what else is given around it. */
function templateOf(resource: string, rest = ""): string {
  return `${rest}Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: a:b
            Resource: ${resource}
`;
}

const PARAMETERS = `Parameters:
  Name: {Type: String, Default: web}
  Count: {Type: Number, Default: 2}
  List: {Type: CommaDelimitedList, Default: "arn:a, arn:b"}
  Ask: {Type: String}
  Latest: {Type: "AWS::SSM::Parameter::Value<String>", Default: /a/b}
Mappings:
  Places: {eu: {arn: "arn:eu"}}
Conditions:
  IsWeb: !Equals [!Ref Name, web]
  IsTwo: !And [!Condition IsWeb, !Not [!Equals [!Ref Count, "3"]]]
  Asked: !Equals [!Ref Ask, x]
`;

describe("intrinsic functions that the template itself answers", () => {
  it.each<[string, string, unknown]>([
    ["a reference in a text", '!Sub "arn:${Name}"', "arn:web"],
    ["the long form", '{"Fn::Sub": "arn:${Name}"}', "arn:web"],
    ["a number", '!Sub "arn:${Count}"', "arn:2"],
    ["the partition, and an IAM variable", '!Sub "arn:${AWS::Partition}:${!aws:username}"', "arn:aws:${aws:username}"],
    ["an IAM variable outside Fn::Sub", '"arn:${aws:username}"', "arn:${aws:username}"],
    ["variables of Fn::Sub", '!Sub ["arn:${a}:${Name}", {a: !Ref Name}]', "arn:web:web"],
    ["a list parameter", "!Ref List", ["arn:a", "arn:b"]],
    ["Fn::Join", '!Join [":", [arn, !Ref "AWS::Partition", x]]', "arn:aws:x"],
    ["Fn::Select and Fn::Split", '!Select [1, !Split ["|", "a|arn:b"]]', "arn:b"],
    ["Fn::FindInMap", "!FindInMap [Places, eu, arn]", "arn:eu"],
    ["Fn::If", "!If [IsTwo, arn:yes, arn:no]", "arn:yes"],
    ["AWS::NoValue in a list", "[arn:x, !If [IsWeb, !Ref AWS::NoValue, arn:y]]", ["arn:x"]],
    ["the domain of the partition", '!Sub "arn:${AWS::URLSuffix}"', "arn:amazonaws.com"],
  ])("%s", (_, resource, expected) => {
    const [policy] = taken(readPolicies(templateOf(resource, PARAMETERS)));
    expect(policy?.document.Statement[0]?.Resource).toEqual(expected);
  });

  it("takes given values before defaults, and the partition with them", () => {
    const text = templateOf('!Sub "arn:${AWS::Partition}:${Name}:${Bucket.Arn}:${AWS::URLSuffix}"', PARAMETERS);
    const values = { "AWS::Partition": "aws-cn", Name: "n", "Bucket.Arn": "b" };
    expect(taken(readPolicies(text, { values }))[0]?.document.Statement[0]?.Resource).toBe("arn:aws-cn:n:b:amazonaws.com.cn");
  });
});

describe("values that the template does not tell refuse the whole text", () => {
  it.each<[string, string, readonly string[]]>([
    ["the account, twice", '["arn:a", !Sub "${AWS::AccountId}:${AWS::AccountId}"]', ["AWS::AccountId 21:39 21:57"]],
    ["a parameter without a default", "!Ref Ask", ["Ask 21:28"]],
    ["a parameter whose default is a name in SSM", "!Ref Latest", ["Latest 21:28"]],
    ["an attribute of a resource", "!GetAtt Bucket.Arn", ["Bucket.Arn 21:31"]],
    ["an attribute in the long form", '{"Fn::GetAtt": [Bucket, Arn]}', ["Bucket.Arn 21:23"]],
    ["an exported value", "!ImportValue shared", ["shared 21:36"]],
    ["a condition of one", "!If [Asked, a, b]", ["Ask 12:24"]],
    ["a dynamic reference", '"{{resolve:ssm:/a}}"', ["{{resolve:ssm:/a}} 21:23"]],
    ["several", '!Sub "${Ask}-${AWS::Region}"', ["Ask 21:29", "AWS::Region 21:36"]],
  ])("%s", (_, resource, expected) => {
    const read = readPolicies(templateOf(resource, PARAMETERS));
    if (read.ok) throw new Error("It was taken.");
    expect(read.problems).toEqual([]);
    const told = read.unresolved.map(({ name, places }) =>
      [name, ...places.map(({ line, column }) => `${line}:${column}`)].join(" "),
    );
    expect(told).toEqual(expected);
  });

  it("do not matter in what is left out, nor in a name", () => {
    const text = `Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Principal: {AWS: !Ref Trusted}}]}
      Policies:
        - PolicyName: !Sub "\${AWS::StackName}-p"
          PolicyDocument: {Statement: [{Effect: Allow, Action: a:b, Resource: "*"}]}
`;
    expect(taken(readPolicies(text))).toMatchObject([{ name: "R", kind: "inline", role: "R" }]);
  });
});

describe("what cannot be worked out is refused with its place", () => {
  it.each<[string, string, RegExp]>([
    ["an IAM variable in Fn::Sub", '!Sub "arn:${aws:userid}"', /^21:33 .* written \$\{!aws:userid\}/],
    ["a function of another kind", "!Base64 x", /^21:31 Fn::Base64 is not worked out/],
    ["a macro", '{"Fn::Transform": {Name: x}}', /^21:23 Fn::Transform is not worked out/],
    ["a mapping that is not there", "!FindInMap [Places, us, arn]", /^21:34 Fn::FindInMap takes/],
    ["a place behind the list", "!Select [5, [a]]", /^21:31 Fn::Select takes/],
    ["a condition that is not there", "!If [Nope, a, b]", /has no condition "Nope"/],
    ["a list in a text", '!Sub "${List}"', /is not one text/],
    ["a function beside a member", '{"Ref": Name, "x": 1}', /Ref has to be alone/],
  ])("%s", (_, resource, said) => {
    const read = readPolicies(templateOf(resource, PARAMETERS));
    if (read.ok) throw new Error("It was taken.");
    expect(read.problems.map(({ title, place }) => `${place?.line}:${place?.column} ${title}`).join("\n")).toMatch(said);
  });
});

describe("which policies of a template are the role's", () => {
  const DOCUMENT = { Statement: [{ Effect: "Allow", Action: "a:b", Resource: "*" }] };
  const read = (resources: Record<string, unknown>, rest = {}) => readPolicies(json({ Resources: resources, ...rest }));
  const resource = (type: string, properties: Record<string, unknown>) => ({ Type: type, Properties: properties });

  it("takes inline and managed policies, with names and the role that has them", () => {
    const resources = {
      R: resource("AWS::IAM::Role", {
        Policies: [{ PolicyName: "one", PolicyDocument: DOCUMENT }],
        ManagedPolicyArns: [{ Ref: "M" }],
      }),
      M: resource("AWS::IAM::ManagedPolicy", { ManagedPolicyName: "two", PolicyDocument: DOCUMENT }),
      P: resource("AWS::IAM::Policy", { PolicyName: "three", Roles: [{ Ref: "R" }], PolicyDocument: DOCUMENT }),
      Q: resource("AWS::IAM::RolePolicy", { PolicyName: "four", RoleName: "Other", PolicyDocument: DOCUMENT }),
      N: resource("AWS::IAM::ManagedPolicy", { PolicyDocument: DOCUMENT }),
    };
    const ofRole = (role: string) => {
      const found = readPolicies(json({ Resources: resources }), { values: { role } });
      expect(found.format).toBe("cloudformation");
      return taken(found).map(({ name, kind, role: has }) => `${name} ${kind} ${has}`);
    };
    expect(ofRole("R")).toEqual(["one inline R", "two managed R", "three inline R", "N managed null"]);
    expect(ofRole("Other")).toEqual(["four inline Other", "N managed null"]);
  });

  it("names what it leaves out, and why", () => {
    const found = read(
      {
        R: resource("AWS::IAM::Role", {
          AssumeRolePolicyDocument: {},
          PermissionsBoundary: { Ref: "B" },
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          Policies: [{ PolicyName: "one", PolicyDocument: DOCUMENT }],
        }),
        B: resource("AWS::IAM::ManagedPolicy", { PolicyDocument: DOCUMENT }),
        Bucket: resource("AWS::S3::BucketPolicy", { PolicyDocument: {} }),
        Key: resource("AWS::KMS::Key", { KeyPolicy: {} }),
        Scp: resource("AWS::Organizations::Policy", { Content: {} }),
        User: resource("AWS::IAM::UserPolicy", { PolicyDocument: {} }),
        Group: resource("AWS::IAM::Policy", { Groups: ["g"], PolicyName: "g", PolicyDocument: {} }),
        Nested: resource("AWS::CloudFormation::Stack", { TemplateURL: "https://example.com/t.yaml" }),
        Off: { Condition: "Never", ...resource("AWS::IAM::ManagedPolicy", { PolicyDocument: DOCUMENT }) },
        Topic: resource("AWS::SNS::Topic", {}),
      },
      { Conditions: { Never: { "Fn::Equals": ["a", "b"] } } },
    );
    expect(taken(found).map(({ name }) => name)).toEqual(["one"]);
    expect(found.ok && found.skipped.map(({ what }) => what)).toEqual([
      "R: trust policy, which says who may use the role",
      "R: attached managed policy arn:aws:iam::aws:policy/ReadOnlyAccess, whose text is not here",
      "R: permissions boundary, which is not taken into account",
      "B: permissions boundary, which grants nothing",
      "Bucket: policy of AWS::S3::BucketPolicy, not of a role",
      "Key: policy of AWS::KMS::Key, not of a role",
      "Scp: policy of AWS::Organizations::Policy, not of a role",
      "User: policy of a user or a group, not of a role",
      "Group: policy of a user or a group, not of a role",
      "Nested: nested stack, whose template is not in the text",
      "Off: its condition Never does not hold",
    ]);
  });

  it.each<[string, string, string]>([
    ["a resource", `Type: AWS::IAM::ManagedPolicy\nProperties:\n  PolicyDocument: ${json(DOCUMENT)}`, ""],
    ["resources", `M:\n  Type: AWS::IAM::ManagedPolicy\n  Properties:\n    PolicyDocument: ${json(DOCUMENT)}`, "M"],
    ["a role's Policies", `Policies:\n  - PolicyName: a\n    PolicyDocument: ${json(DOCUMENT)}`, "a"],
    ["one of them", `PolicyName: a\nPolicyDocument: ${json(DOCUMENT)}`, "a"],
    ["a list of them", `- PolicyName: a\n  PolicyDocument: ${json(DOCUMENT)}`, "a"],
  ])("takes a part cut out of a template: %s", (_, text, name) => {
    expect(taken(readPolicies(text))).toMatchObject([{ name, document: DOCUMENT }]);
  });

  it("refuses a template without a role's policy, and a resource without a type", () => {
    expect(read({ T: resource("AWS::SNS::Topic", {}) })).toMatchObject({ ok: false, problems: [{ code: "no-policy" }] });
    expect(read({ T: {} })).toMatchObject({ ok: false, problems: [{ title: "Expected T to have a Type." }] });
    expect(readPolicies("AWSTemplateFormatVersion: 2010-09-09\n")).toMatchObject({
      ok: false,
      problems: [{ title: /Expected Resources/ }],
    });
    expect(read({ "Fn::ForEach::X": [] })).toMatchObject({
      ok: false,
      problems: [{ title: /Fn::ForEach::X is not worked out/ }],
    });
  });
});

describe("a stack set's template", () => {
  const inner = (effect: string) => `Parameters:
  Action: {Type: String}
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement:
              - Effect: ${effect}
                Action: !Ref Action
                Resource: "*"
`;
  const stackSet = (body: string) => `Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters:
        - {ParameterKey: Action, ParameterValue: "a:b"}
      TemplateBody: ${body}`;
  const block = (text: string) => text.replace(/^(?=.)/gm, "        ");

  it("is read with its own parameters, at its places in the whole text", () => {
    const text = stackSet(`|\n${block(inner("Allow"))}`);
    const [policy] = taken(readPolicies(text));
    expect(policy).toMatchObject({
      name: "p",
      role: "R",
      document: { Statement: [{ Action: "a:b" }] },
      place: { line: 17, column: 21 },
    });
    expect(text.slice(policy?.statements[0]?.from).startsWith("Effect: Allow")).toBe(true);
  });

  it.each<[string, string, string]>([
    ["a block", stackSet(`|\n${block(inner("allow"))}`), "allow"],
    ["a block in Fn::Sub", stackSet(`!Sub |\n${block(inner("${X}"))}`), "${X}"],
    ["a text in double quotes", stackSet(json(inner("allow"))), "allow"],
    [
      "a text of JSON",
      json({
        Resources: {
          S: {
            Type: "AWS::CloudFormation::StackSet",
            Properties: { TemplateBody: inner("allow").replace("!Ref Action", "a:b") },
          },
        },
      }),
      "allow",
    ],
  ])("a problem in it has its place in the whole text: %s", (_, text, mark) => {
    const read = readPolicies(text);
    if (read.ok) throw new Error("It was taken.");
    const places = [...read.problems.map(({ place }) => place), ...read.unresolved.flatMap((value) => value.places)];
    const before = text.slice(0, text.indexOf(mark)).split("\n");
    expect(places).toContainEqual({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
  });
});
