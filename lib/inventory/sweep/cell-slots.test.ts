import { expect, it } from "vitest";
import { CellSlots } from "./cell-slots.ts";

it("lets the lowest order go first, and of one order who came first", async () => {
  const slots = new CellSlots(1);
  const giveBack = await slots.take(0);
  const went: string[] = [];
  const waiting = (["20 first", "10", "20 second", "0"] as const).map(async (name) => {
    const done = await slots.take(Number.parseInt(name, 10));
    went.push(name);
    done();
  });
  giveBack();
  await Promise.all(waiting);
  expect(went).toEqual(["0", "10", "20 first", "20 second"]);
});

it("never lets more go at once than there are slots, also where one is given back twice", async () => {
  const slots = new CellSlots(1);
  slots.grow(1);
  let now = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 12 }, async (_, at) => {
      const done = await slots.take(at % 3);
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      done();
      done();
    }),
  );
  expect(most).toBe(2);
});
