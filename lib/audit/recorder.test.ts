import { expect, it, vi } from "vitest";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { createRecorder, type Happened } from "./recorder.ts";

const signOut = (name: string): AuditEntry => ({
  kind: "sign-out",
  actor: { kind: "browser", name, session: "b0", from: "::1" },
});
const namesOf = (written: readonly Happened[]) =>
  written.flatMap(({ entries }) => entries.map((entry) => (entry.kind === "unrecorded" ? entry.count : entry.actor.name)));

/** A recorder, what it wrote, and a database that can be taken away. */
function setUp() {
  let now = Date.parse("2026-03-01T12:00:00.000Z");
  const written: Happened[] = [];
  const state = { away: false };
  const recorder = createRecorder(() => new Date(now));
  const start = () =>
    recorder.start(async (happened) => {
      await Promise.resolve();
      if (state.away) throw new Error("The database is away.");
      written.push(...happened);
    });
  const pass = (ms: number) => {
    now += ms;
  };
  return { recorder, written, state, start, pass };
}

it("keeps what happened before it was started, and writes it in order with its moments", async () => {
  const { recorder, written, start, pass } = setUp();
  recorder.add([signOut("a"), signOut("b")]);
  pass(5000);
  recorder.add([signOut("c")]);
  expect(await recorder.flush()).toBe(false);
  start();
  expect(await recorder.flush()).toBe(true);
  expect(namesOf(written)).toEqual(["a", "b", "c"]);
  expect(written.map(({ at }) => at.toISOString())).toEqual([
    "2026-03-01T12:00:00.000Z",
    "2026-03-01T12:00:00.000Z",
    "2026-03-01T12:00:05.000Z",
  ]);
});

it("loses nothing that is added while it writes", async () => {
  const { recorder, written, start } = setUp();
  start();
  for (let at = 0; at < 500; at += 1) recorder.add([signOut(`before ${at}`)]);
  const flushed = recorder.flush();
  recorder.add([signOut("meanwhile")]);
  await flushed;
  await recorder.flush();
  expect(written).toHaveLength(501);
  expect(namesOf(written).at(-1)).toBe("meanwhile");
});

it("waits for a database that is away, says so once, and records how much it could only count", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const info = vi.spyOn(console, "info").mockImplementation(() => undefined);
  const { recorder, written, state, start, pass } = setUp();
  start();
  state.away = true;
  for (let at = 0; at < 1200; at += 1) recorder.add([signOut(String(at))]);
  expect(await recorder.flush()).toBe(false);
  expect(await recorder.flush()).toBe(false);
  expect(error).toHaveBeenCalledOnce();
  recorder.add([signOut("one more")]);
  pass(30_000);
  state.away = false;
  expect(await recorder.flush()).toBe(true);
  expect(info).toHaveBeenCalledOnce();
  const names = namesOf(written);
  expect(names.filter((name) => typeof name === "string")).toEqual(Array.from({ length: 1000 }, (_, at) => String(at)));
  expect(names.filter((name) => typeof name === "number")).toEqual([201]);
  expect(await recorder.flush()).toBe(true);
  expect(written).toHaveLength(1001);
  error.mockRestore();
  info.mockRestore();
});

it("counts refusals on while the database is away", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const info = vi.spyOn(console, "info").mockImplementation(() => undefined);
  const { recorder, written, state, start, pass } = setUp();
  start();
  state.away = true;
  recorder.add([signOut("a")]);
  await recorder.flush();
  const actor = { kind: "script", name: "", session: "", from: "203.0.113.9" } as const;
  for (let times = 0; times < 5000; times += 1) {
    const refusal = { kind: "refusal", actor, method: "GET", path: "/", code: "not-signed-in", status: 401, times: 1 } as const;
    recorder.refusals.strangers.add(refusal, 0);
  }
  state.away = false;
  await recorder.flush();
  pass(1000);
  await recorder.flush();
  expect(written.flatMap(({ entries }) => entries)).toEqual([signOut("a"), expect.objectContaining({ times: 5000 })]);
  error.mockRestore();
  info.mockRestore();
});
