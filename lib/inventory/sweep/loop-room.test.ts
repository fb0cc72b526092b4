import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { LoopRoom } from "./loop-room.ts";

it("has room while the loop waits, none while it is busy, and room again", async () => {
  const room = new LoopRoom();
  await wait(300);
  expect(room.has()).toBe(true);
  const until = performance.now() + 300;
  while (performance.now() < until);
  expect(room.has()).toBe(false);
  await wait(300);
  expect(room.has()).toBe(true);
});
