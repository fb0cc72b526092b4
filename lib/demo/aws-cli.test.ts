import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EstateCell } from "./estate/cell.ts";
import type { EstateSsm } from "./estate/ssm-registration.ts";
import { type AccessKeyPair, type StandIn, startStandIn } from "./server.ts";

// A judge that is not of our making: the AWS CLI, whose parser (botocore) reads every answer against AWS's own models.
// CADO_REACH_AWS_CLI names another one than that on the PATH.

const run = promisify(execFile);
// Generous: each command costs a second of processor time, on machines that may have much else to do.
const PATIENCE_MS = 300_000;
const INSTALL_MS = 300_000;
const REGION = "us-east-1";
const HOME = "111111111111";
const CORP = "222222222222";
const LABS = "333333333333";
const KEY = "CadoResponseSSMEnabled";
const MISSING = "i-0000000000000dead";
const FIFTY_ONE_TAGS = Array.from({ length: 51 }, (_, at) => `Key=k${at},Value=`).join(" ");

type Keys = AccessKeyPair & { sessionToken?: string };
type Answer = { ok: true; json: unknown } | { ok: false; code: string; message: string };

let program: string;
let standIn: StandIn;
let administrator: Keys;
let corp: Keys;
let labs: Keys;

beforeAll(async () => {
  program = findCli();
  standIn = await startStandIn({ instances: 600, throttling: false });
  administrator = standIn.credentials.administrator;
  [corp, labs] = await Promise.all([assume(CORP), assume(LABS)]);
}, INSTALL_MS);
afterAll(() => standIn?.close());

/** The CLI on the PATH, else the one that Debian has. A machine without it fails this test rather than skips it. */
function findCli(): string {
  const wanted = process.env.CADO_REACH_AWS_CLI ?? "aws";
  const works = () => spawnSync(wanted, ["--version"], { encoding: "utf8" }).status === 0;
  if (works()) return wanted;
  const isRoot = process.getuid?.() === 0;
  if (isRoot) spawnSync("apt-get", ["install", "-y", "awscli"], { stdio: "ignore", timeout: INSTALL_MS });
  if (works()) return wanted;
  throw new Error(`The AWS CLI ('${wanted}') is needed to judge the stand-in. Install it, for example: apt-get install awscli`);
}

/** Runs `aws` with these words; none of them has a space in it. */
async function cli(keys: Keys, region: string, line: string): Promise<Answer> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken ? { AWS_SESSION_TOKEN: keys.sessionToken } : {}),
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
  const place = ["--region", region, "--endpoint-url", standIn.url, "--output", "json"];
  try {
    const { stdout } = await run(program, [...line.split(" "), ...place], { env, maxBuffer: 2 ** 28 });
    return { ok: true, json: stdout.trim() === "" ? null : JSON.parse(stdout) };
  } catch (error) {
    const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const [, code = "", message = text] =
      /An error occurred \(([\w.]+)\) when calling the \w+ operation(?: \([^)]*\))?: ([\s\S]*)/.exec(text) ?? [];
    return { ok: false, code, message: message.trim() };
  }
}

/** What the CLI prints, and an error where AWS refused. */
async function ask(keys: Keys, region: string, line: string): Promise<unknown> {
  const answer = await cli(keys, region, line);
  if (!answer.ok) throw new Error(`aws ${line}: ${answer.code} ${answer.message}`);
  return answer.json;
}

async function assume(account: string): Promise<Keys> {
  const { arn } = standIn.accounts.find(({ id }) => id === account)?.adminRole ?? { arn: "" };
  const query = "Credentials.{accessKeyId:AccessKeyId,secretAccessKey:SecretAccessKey,sessionToken:SessionToken}";
  const line = `sts assume-role --role-arn ${arn} --role-session-name cli --query ${query}`;
  return asKeys(await ask(administrator, REGION, line));
}

/** The members are those of the query above. */
function asKeys(value: unknown): Keys {
  expect(value).toEqual({
    accessKeyId: expect.any(String),
    secretAccessKey: expect.any(String),
    sessionToken: expect.any(String),
  });
  return value as Keys;
}

function cellOf(account: string, region = REGION): EstateCell {
  const cell = standIn.estate.cell(account, region);
  if (!cell) throw new Error(`There is no cell ${account} ${region}.`);
  return cell;
}

type Holds = (row: number, at: EstateCell, ssm: EstateSsm | null) => boolean;

function idsWhere(cell: EstateCell, holds: Holds): string[] {
  const rows = Array.from({ length: cell.size }, (_, row) => row);
  return rows
    .filter((row) => cell.exists(row) && holds(row, cell, cell.ssm(row)))
    .map((row) => cell.id(row))
    .sort();
}

const isListed: Holds = (row, at) => row < at.ec2Count && at.instance(row).operator?.hiddenByDefault !== true;
const isTaggable: Holds = (row, at) => row < at.ec2Count && at.instance(row).state === "running" && at.tags(row).size < 40;
const isOnlineLinux: Holds = (row, at, ssm) =>
  isTaggable(row, at, ssm) && ssm?.pingStatus === "Online" && ssm.platformType === "Linux";

async function control(method: string, path: string, body: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${standIn.url}/_control/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

const sorted = (value: unknown) => (Array.isArray(value) ? value.map(String).sort() : value);
const IDS = "--query Reservations[].Instances[].InstanceId";

describe.concurrent("the AWS CLI", { timeout: PATIENCE_MS }, () => {
  test("knows who it is, and the enabled regions", async () => {
    expect(await ask(administrator, REGION, "sts get-caller-identity --query Arn")).toBe(`arn:aws:iam::${HOME}:user/demo-admin`);
    expect(await ask(administrator, REGION, "ec2 describe-regions --query length(Regions)")).toBe(17);
  });

  test("lists every instance once, page by page", async () => {
    const listed = await ask(administrator, REGION, `ec2 describe-instances --page-size 20 ${IDS}`);
    expect(sorted(listed)).toEqual(idsWhere(cellOf(HOME), isListed));
  });

  test("filters with wildcards", async () => {
    const filters = `--filters Name=tag:${KEY},Values=T*,x Name=instance-state-name,Values=running`;
    const listed = await ask(administrator, REGION, `ec2 describe-instances ${filters} ${IDS}`);
    const holds: Holds = (row, at, ssm) =>
      isListed(row, at, ssm) && at.instance(row).state === "running" && (at.tags(row).get(KEY)?.startsWith("T") ?? false);
    expect(sorted(listed)).toEqual(idsWhere(cellOf(HOME), holds));
  });

  test("lists every managed node once, past empty pages", async () => {
    const listed = await ask(corp, REGION, "ssm describe-instance-information --query InstanceInformationList[].InstanceId");
    expect(sorted(listed)).toEqual(idsWhere(cellOf(CORP), (_row, _at, ssm) => ssm !== null));
  });

  test("tags and untags, a deletion with a value only on a match", async () => {
    const region = "eu-west-1";
    const cell = cellOf(HOME, region);
    const [one = "", other = ""] = idsWhere(cell, isTaggable);
    const before = new Map(cell.tags(cell.indexOf(one)));
    const write = (verb: string, value: string) =>
      ask(administrator, region, `ec2 ${verb} --resources ${one} ${other} --tags Key=cli,Value=${value}`);
    const filters = `--filters Name=resource-id,Values=${one},${other} Name=key,Values=cli`;
    const read = () => ask(administrator, region, `ec2 describe-tags ${filters} --query Tags[].Value`);
    await write("create-tags", "first");
    expect(await read()).toEqual(["first", "first"]);
    await write("delete-tags", "another");
    expect(await read()).toEqual(["first", "first"]);
    await write("delete-tags", "first");
    expect(await read()).toEqual([]);
    expect(new Map(cell.tags(cell.indexOf(one)))).toEqual(before);
  });

  test("tags, lists and untags a hybrid node", async () => {
    const cell = cellOf(CORP);
    const [id = ""] = idsWhere(cell, (_row, _at, ssm) => ssm?.resourceType === "ManagedInstance");
    const node = `--resource-type ManagedInstance --resource-id ${id}`;
    await ask(corp, REGION, `ssm add-tags-to-resource ${node} --tags Key=cli,Value=x`);
    expect(await ask(corp, REGION, `ssm list-tags-for-resource ${node} --query TagList[?Key=='cli'].Value`)).toEqual(["x"]);
    await ask(corp, REGION, `ssm remove-tags-from-resource ${node} --tag-keys cli`);
    expect(cell.tags(cell.indexOf(id)).has("cli")).toBe(false);
  });

  test("runs a command as Cado's role, and is denied by it", async () => {
    const region = "us-west-2";
    const node = { Effect: "Allow", Action: "ssm:SendCommand", Resource: "arn:aws:ec2:*:*:instance/*" };
    const tagged = { ...node, Condition: { StringLike: { [`ssm:resourceTag/${KEY}`]: ["True"] } } };
    const documents = { ...node, Resource: "arn:aws:ssm:*::document/AWS-RunShellScript" };
    await control("PUT", "role-policy", { account: LABS, document: { Version: "2012-10-17", Statement: [tagged, documents] } });
    const cell = cellOf(LABS, region);
    const [yes = "", no = ""] = idsWhere(cell, isOnlineLinux);
    for (const row of [yes, no].map((id) => cell.indexOf(id))) {
      for (const key of [...cell.tags(row).keys()]) if (/^cadoresponse/i.test(key)) cell.deleteTag(row, key);
    }
    cell.setTag(cell.indexOf(yes), KEY, "True");
    const send = (id: string) =>
      cli(labs, region, `ssm send-command --instance-ids ${id} --document-name AWS-RunShellScript --query Command.CommandId`);
    const [sent, denied] = await Promise.all([send(yes), send(no)]);
    const invocation = `--command-id ${sent.ok ? sent.json : ""} --instance-id ${yes} --query [Status,ResponseCode]`;
    expect(await ask(labs, region, `ssm get-command-invocation ${invocation}`)).toEqual(["Success", 0]);
    const user = `User: arn:aws:sts::${LABS}:assumed-role/CadoResponseRole/cado-response`;
    const resource = `arn:aws:ec2:${region}:${LABS}:instance/${no}`;
    const why = "because no identity-based policy allows the ssm:SendCommand action";
    const message = `${user} is not authorized to perform: ssm:SendCommand on resource: ${resource} ${why}`;
    expect(denied).toEqual({ ok: false, code: "AccessDeniedException", message });
  });

  test("reads a role and every kind of its policies", async () => {
    const cado = standIn.estate.findRole(HOME, "CadoResponseRole");
    const [attached] = cado?.attached ?? [];
    const [name = "", document] = [...(standIn.estate.findRole(CORP, "CadoResponseRole")?.inline ?? [])][0] ?? [];
    const role = "--role-name CadoResponseRole";
    const policy = `--policy-arn ${attached?.arn ?? ""}`;
    const answers = await Promise.all([
      ask(administrator, REGION, `iam get-role ${role} --query Role.Arn`),
      ask(administrator, REGION, `iam list-attached-role-policies ${role} --query AttachedPolicies[].PolicyArn`),
      ask(administrator, REGION, `iam get-policy ${policy} --query Policy.DefaultVersionId`),
      ask(administrator, REGION, `iam get-policy-version ${policy} --version-id v1 --query PolicyVersion.Document`),
      ask(corp, REGION, `iam list-role-policies ${role} --query PolicyNames`),
      ask(corp, REGION, `iam get-role-policy ${role} --policy-name ${name} --query PolicyDocument`),
    ]);
    expect(answers).toEqual([cado?.arn, [attached?.arn], "v1", attached?.document, [name], document]);
  });

  test("lists every role once, page by page", async () => {
    const listed = await ask(administrator, REGION, "iam list-roles --query Roles[].RoleName");
    expect(listed).toEqual(["CadoResponseRole", "CadoReachRole", "OrganizationAccountAccessRole"]);
  });

  test("simulates a role and a policy of its own, with the tag and without", async () => {
    const node = `arn:aws:ec2:us-east-1:${CORP}:instance/i-0123456789abcdef0`;
    const document = `arn:aws:ssm:us-east-1::document/AWS-RunShellScript`;
    const key = `ssm:resourceTag/${KEY}`;
    const condition = { StringEquals: { [key]: "True" } };
    const statement = {
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "arn:aws:ec2:*:*:instance/*",
      Condition: condition,
    };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const tag = `--context-entries ContextKeyName=${key},ContextKeyValues=True,ContextKeyType=string`;
    const custom = `iam simulate-custom-policy --policy-input-list ${policy} --action-names ssm:SendCommand ssm:StartSession`;
    const role = `iam simulate-principal-policy --policy-source-arn arn:aws:iam::${CORP}:role/CadoResponseRole`;
    const answers = await Promise.all([
      ask(corp, REGION, `${custom} --resource-arns ${node} ${tag} --query EvaluationResults[].EvalDecision`),
      ask(corp, REGION, `${custom} --resource-arns ${node} --query EvaluationResults[0].MissingContextValues`),
      ask(
        corp,
        REGION,
        `${role} --action-names ssm:SendCommand --resource-arns ${node} ${document} --query EvaluationResults[0].ResourceSpecificResults[].EvalResourceDecision`,
      ),
      ask(corp, REGION, `${role} --action-names ec2:RunInstances --query EvaluationResults[].EvalDecision`),
    ]);
    expect(answers).toEqual([["allowed", "implicitDeny"], [key], ["allowed", "allowed"], ["implicitDeny"]]);
  });

  const NO_KEY = () => ({ ...administrator, accessKeyId: "AKIAAAAAAAAAAAAAAAAA" });
  const NO_SECRET = () => ({ ...administrator, secretAccessKey: "x" });
  const DASHBOARD = () => standIn.credentials.dashboard;
  const ADMIN = () => administrator;
  const IN_CORP = () => corp;
  const SHELL = "--document-name AWS-RunShellScript";
  const TAG = "ec2 create-tags --tags Key=x,Value=y --resources";

  // RUNNING stands for an instance that runs in the first account's us-east-1.
  test.each<[code: string, keys: () => Keys, region: string, line: string, message?: string]>([
    ["InvalidInstanceID.NotFound", ADMIN, REGION, `${TAG} ${MISSING}`, `The instance ID '${MISSING}' does not exist`],
    ["InvalidInstanceID.Malformed", ADMIN, REGION, "ec2 describe-instances --instance-ids i-nope"],
    ["InvalidParameterValue", ADMIN, REGION, "ec2 describe-instances --max-results 5 --next-token made-up"],
    ["InvalidParameterValue", ADMIN, REGION, "ec2 describe-tags --filters Name=nope,Values=x", "The filter 'nope' is invalid"],
    ["InvalidID", ADMIN, REGION, `${TAG} mi-0123456789abcdef0`, "The ID 'mi-0123456789abcdef0' is not valid"],
    ["TagLimitExceeded", ADMIN, REGION, `ec2 create-tags --resources RUNNING --tags ${FIFTY_ONE_TAGS}`],
    ["DryRunOperation", ADMIN, REGION, `${TAG} RUNNING --dry-run`, "Request would have succeeded, but DryRun flag is set."],
    ["UnauthorizedOperation", DASHBOARD, REGION, `${TAG} RUNNING`],
    ["UnauthorizedOperation", IN_CORP, "eu-south-1", "ec2 describe-instances"],
    ["OptInRequired", ADMIN, "ap-east-1", "ec2 describe-instances"],
    ["AuthFailure", NO_KEY, REGION, "ec2 describe-instances"],
    ["InvalidAction", ADMIN, REGION, "ec2 describe-vpcs"],
    ["UnknownOperationException", ADMIN, REGION, "ssm list-commands"],
    ["AccessDeniedException", IN_CORP, "eu-south-1", "ssm describe-instance-information"],
    ["ValidationException", ADMIN, REGION, "ssm describe-instance-information --max-results 51"],
    ["InvalidFilterKey", ADMIN, REGION, "ssm describe-instance-information --filters Key=nope,Values=x"],
    ["InvalidInstanceId", ADMIN, REGION, `ssm send-command --instance-ids ${MISSING} ${SHELL}`],
    ["UnsupportedPlatformType", IN_CORP, REGION, `ssm send-command --instance-ids WINDOWS ${SHELL}`],
    ["SignatureDoesNotMatch", NO_SECRET, REGION, "sts get-caller-identity"],
    [
      "AccessDenied",
      DASHBOARD,
      REGION,
      `sts assume-role --role-arn arn:aws:iam::${CORP}:role/CadoReachRole --role-session-name xx`,
    ],
    ["NoSuchEntity", ADMIN, REGION, "iam get-role --role-name nope", "The role with name nope cannot be found."],
    ["InvalidInput", ADMIN, REGION, "iam simulate-custom-policy --policy-input-list {} --action-names ssm:SendCommand"],
    [
      "AccessDenied",
      DASHBOARD,
      REGION,
      `iam simulate-principal-policy --policy-source-arn arn:aws:iam::${HOME}:user/someone --action-names ssm:SendCommand`,
    ],
  ])("is refused with %s", async (code, keys, region, line, message) => {
    const [running = ""] = idsWhere(cellOf(HOME), isTaggable);
    const [windows = ""] = idsWhere(
      cellOf(CORP),
      (_row, _at, ssm) => ssm?.platformType === "Windows" && ssm.pingStatus === "Online",
    );
    const answer = await cli(keys(), region, line.replace("RUNNING", running).replace("WINDOWS", windows));
    expect(answer).toMatchObject(message === undefined ? { ok: false, code } : { ok: false, code, message });
  });

  test.each([
    ["RequestLimitExceeded", "eu-north-1", "throttle"],
    ["ConcurrentTagAccess", "eu-west-2", "concurrent-tag-access"],
    ["RequestExpired", "eu-west-3", "expire-credentials"],
  ])("is refused with %s on demand", async (code, region, kind) => {
    await control("POST", "faults", { kind, where: { region } });
    const [id = ""] = idsWhere(cellOf(HOME, region), (row, at) => row < at.ec2Count && at.instance(row).state !== "terminated");
    expect(await cli(administrator, region, `${TAG} ${id}`)).toMatchObject({ ok: false, code });
  });
});
