import { expect, test } from "vitest";
import type { Problem } from "#lib/domain/problem.ts";
import type { RolesAnswer } from "#lib/roles/role-answer.ts";
import { isAwaited, RolesStore } from "./roles-store.ts";

const FIRST: RolesAnswer = { readAt: "2026-11-23T14:00:00Z", notRead: [], roles: [] };
const SECOND: RolesAnswer = { ...FIRST, readAt: "2026-11-23T15:00:00Z" };
const PROBLEM: Problem = { code: "AccessDenied", title: "Denied.", action: "iam:ListRoles" };

/** A server that answers in turn, when it is told to. */
function server() {
  const asked: boolean[] = [];
  const waiting: ((answer: RolesAnswer | Problem) => void)[] = [];
  const ask = (anew: boolean) => {
    asked.push(anew);
    return new Promise<RolesAnswer | Problem>((resolve) => waiting.push(resolve));
  };
  const answer = async (value: RolesAnswer | Problem) => {
    waiting.shift()?.(value);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { ask, asked, answer };
}

test("asks nobody until somebody asks, and then once", async () => {
  const { ask, asked, answer } = server();
  const store = new RolesStore(ask);
  expect(store.getState()).toEqual({ state: "idle", answer: null });
  expect(asked).toEqual([]);
  store.ask();
  store.ask();
  expect(isAwaited(store.getState())).toBe(true);
  await answer(FIRST);
  store.ask();
  expect(asked).toEqual([false]);
  expect(store.getState()).toEqual({ state: "read", answer: FIRST });
});

test("keeps what was known while it is read anew, and where that fails", async () => {
  const { ask, asked, answer } = server();
  const store = new RolesStore(ask);
  store.ask();
  await answer(FIRST);
  store.refresh();
  expect(store.getState()).toEqual({ state: "reading", answer: FIRST });
  expect(isAwaited(store.getState())).toBe(false);
  await answer(PROBLEM);
  expect(store.getState()).toEqual({ state: "failed", answer: FIRST, problem: PROBLEM });
  store.refresh();
  await answer(SECOND);
  expect(store.getState()).toEqual({ state: "read", answer: SECOND });
  expect(asked).toEqual([false, true, true]);
});

test("tries again after a failure when somebody asks once more, and tells its subscribers of every change", async () => {
  const { ask, answer } = server();
  const store = new RolesStore(ask);
  const told: string[] = [];
  store.subscribe(() => told.push(store.getState().state));
  store.ask();
  await answer(PROBLEM);
  store.ask();
  await answer(FIRST);
  expect(told).toEqual(["reading", "failed", "reading", "read"]);
});
