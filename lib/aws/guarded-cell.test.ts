import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountNumbered, regionNamed, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import type { EstateCell } from "#lib/demo/estate/cell.ts";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { CellClients } from "./cell-clients.ts";
import { RecentMap } from "./recent-map.ts";
import { type PresentTag, tagWriteSession } from "./tag-write-session.ts";
import { createTag } from "./tag-writes.ts";

const { key: KEY, value: VALUE } = DOCUMENTED_TAG;
const { signal } = new AbortController();
const ACCOUNT = accountNumbered("222222222222");
const REGION = regionNamed("us-east-1");
let world: StandInSweep;
let truth: EstateCell;

beforeAll(async () => {
  world = await startStandInSweep({ instances: 600 });
  const found = world.standIn.estate.cell(ACCOUNT, REGION);
  if (!found) throw new Error("The estate has no such cell.");
  truth = found;
});
afterAll(() => world.close());

function guarded(present: PresentTag): CellClients {
  const cell = world.aws.guardedCell(ACCOUNT, REGION, present);
  if (!cell) throw new Error("This account's role is assumed.");
  return cell;
}

/** An instance of its own with these tags. */
function instance(tags: Readonly<Record<string, string>>): InstanceId {
  const id = parseInstanceId(truth.id(truth.addInstance(new Map(Object.entries(tags)))));
  if (!id) throw new Error("not an id");
  return id;
}

const tagsOf = (id: InstanceId) => Object.fromEntries(truth.tags(truth.indexOf(id)));
const write = (present: PresentTag, id: InstanceId) => createTag(guarded(present), { key: KEY, value: VALUE }, [id], signal);

/** How a policy variable begins. */
const VARIABLE = "$".concat("{");

/** Values that mean something to IAM, to JSON or to somebody's regular expression. */
const ODD = [
  "",
  "*",
  "?",
  "true",
  "Tru?",
  `${VARIABLE}aws:username}`,
  `${VARIABLE}*}`,
  "$",
  'a"b\\c',
  "größe",
  "tab\t",
  "\u007f",
  "=1+1",
  "x".repeat(256),
];

describe("a write through guarded clients", () => {
  it.each([null, ...ODD])("goes through where the tag is %j, as named", async (value) => {
    const id = instance(value === null ? { Name: "web" } : { Name: "web", [KEY]: value });
    expect(await write({ key: KEY, value }, id)).toMatchObject({ ok: true });
    expect(tagsOf(id)).toEqual({ Name: "web", [KEY]: VALUE });
  });

  it.each([null, ...ODD])("is refused by AWS itself where the tag is no longer %j", async (value) => {
    const id = instance(value === null ? {} : { [KEY]: value });
    const cell = guarded({ key: KEY, value });
    truth.setTag(truth.indexOf(id), KEY, "somebody else's");
    expect(await createTag(cell, { key: KEY, value: VALUE }, [id], signal)).toMatchObject({
      ok: false,
      fault: "denied",
      problem: { detail: expect.stringContaining("because no session policy allows the ec2:CreateTags action") },
    });
    expect(tagsOf(id)).toEqual({ [KEY]: "somebody else's" });
  });

  it.each(["*", "?", `${VARIABLE}aws:username}`, "True*"])("does not take %j for a pattern", async (value) => {
    const id = instance({ [KEY]: "T" });
    expect(await write({ key: KEY, value }, id)).toMatchObject({ ok: false, fault: "denied" });
  });

  it("is refused where another spelling of the key has come, which grants as well", async () => {
    const id = instance({ [KEY.toLowerCase()]: "True" });
    expect(await write({ key: KEY, value: null }, id)).toMatchObject({ ok: false, fault: "denied" });
  });

  it("is refused whole where one of its nodes is not as named", async () => {
    const [fine, changed] = [instance({}), instance({ [KEY]: "x" })];
    const result = await createTag(guarded({ key: KEY, value: null }), { key: KEY, value: VALUE }, [fine, changed], signal);
    expect(result).toMatchObject({ ok: false, fault: "denied" });
    expect(tagsOf(fine)).toEqual({});
  });

  it("can do no more than the role", async () => {
    const cell = guarded({ key: KEY, value: null });
    const id = instance({});
    expect(await createTag(cell, { key: "Name", value: "x" }, [id], signal)).toMatchObject({ ok: false, fault: "denied" });
  });
});

describe("guardedCell", () => {
  it("shares pacing with the cell and the session with the account's other regions", async () => {
    const present = { key: KEY, value: "shared" };
    const [one, other] = [guarded(present), world.aws.guardedCell(ACCOUNT, regionNamed("eu-west-1"), present)];
    expect(one.pacing).toBe(world.aws.cell(ACCOUNT, REGION).pacing);
    expect(guarded(present)).toBe(one);
    expect((await one.ec2.config.credentials()).accessKeyId).toBe((await other?.ec2.config.credentials())?.accessKeyId);
    expect(await one.ec2.config.credentials()).not.toEqual(await world.aws.cell(ACCOUNT, REGION).ec2.config.credentials());
  });

  it("is not to be had for the account of the current credentials", () => {
    expect(world.aws.guardedCell(accountNumbered("111111111111"), REGION, { key: KEY, value: null })).toBeUndefined();
  });

  it.each([
    ["is outside of what a policy can have", { key: KEY, value: "データ 🚀" }],
    ["is outside of what a policy can have, in the key", { key: "ключ", value: null }],
    ["would be longer than STS takes", { key: KEY, value: VARIABLE.repeat(500) }],
  ])("is not to be had where the tag %s", (_, present) => {
    expect(world.aws.guardedCell(ACCOUNT, REGION, present)).toBeUndefined();
  });
});

describe("tagWriteSession", () => {
  it.each(ODD)("means %j again", (value) => {
    const text = tagWriteSession("aws", { key: KEY, value }) ?? "";
    expect(JSON.parse(text).Statement[1].Condition).toEqual({
      StringEquals: { [`aws:ResourceTag/${KEY}`]: value.replaceAll(VARIABLE, `${VARIABLE}$}{`) },
    });
  });
});

describe("RecentMap", () => {
  it("makes a value once, keeps those asked for last, and forgets the rest", () => {
    const map = new RecentMap<string>(2);
    const made: string[] = [];
    const get = (key: string) =>
      map.get(key, () => {
        made.push(key);
        return key;
      });
    for (const key of ["a", "b", "a", "c", "a", "b"]) expect(get(key)).toBe(key);
    expect(made).toEqual(["a", "b", "c", "b"]);
  });
});
