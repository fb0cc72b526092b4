import { expect, test } from "vitest";
import type { Actor } from "#lib/domain/actor.ts";
import { actorDetail, actorKey, actorName } from "./actor-words.ts";

const actor = (change: Partial<Actor>): Actor => ({ kind: "browser", name: "", session: "", from: "", ...change });

test.each<[Partial<Actor>, string, string]>([
  [{ name: "Robin", from: "10.0.0.7" }, "Robin", "in a browser, from 10.0.0.7"],
  [{}, "Somebody", "in a browser"],
  [{ kind: "script", name: "nightly" }, "nightly", "by script"],
  [{ kind: "script", from: "::1" }, "A script", "from ::1"],
  [{ kind: "system", name: "incident expiry" }, "Cado Reach", "incident expiry"],
])("names %j", (change, name, detail) => {
  expect(actorName(actor(change))).toBe(name);
  expect(actorDetail(actor(change))).toBe(detail);
});

test("takes a browser and a script of one name for two", () => {
  expect(actorKey(actor({ name: "a" }))).not.toBe(actorKey(actor({ name: "a", kind: "script" })));
  expect(actorKey(actor({ name: "a", session: "1" }))).toBe(actorKey(actor({ name: "a", session: "2" })));
});
