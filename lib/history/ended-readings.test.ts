import { expect, it } from "vitest";
import { accountNumbered, regionNamed } from "#e2e/stand-in-sweep.ts";
import type { Cell } from "#lib/domain/cell.ts";
import { EndedReadings } from "./ended-readings.ts";

const PROBLEM = { code: "stopped", title: "Stopped before it was read." };

function cell(state: Cell["state"], rest: Partial<Cell> = {}): Cell {
  const place = { account: accountNumbered("111111111111"), region: regionNamed("eu-west-1"), partition: "aws" } as const;
  return { index: 0, ...place, state, nodes: 0, readAt: null, notes: [], ...rest };
}

it("tells of every end of a reading, and not of a cell that stands as it stood before", () => {
  const readings = new EndedReadings();
  const read = (at: string) => cell("read", { readAt: at });
  const heard = [
    cell("waiting"),
    cell("reading"),
    read("1"),
    cell("waiting"),
    read("1"),
    cell("waiting"),
    cell("reading"),
    cell("reading"),
    read("2"),
    cell("reading"),
    cell("stopped", { problem: PROBLEM, readAt: "2" }),
    cell("waiting"),
    cell("stopped", { problem: PROBLEM, readAt: "2" }),
    cell("reading"),
    cell("stopped", { problem: PROBLEM, readAt: "2" }),
  ].map((line) => readings.hear(line));
  expect(heard.filter((end) => end !== null)).toEqual(["read", "read", "stopped", "stopped"]);
});

it("tells of an account that lets nobody in, whose cells are never begun", () => {
  const readings = new EndedReadings();
  readings.hear(cell("waiting"));
  expect(readings.hear(cell("denied", { problem: { code: "AccessDenied", title: "No." } }))).toBe("denied");
  readings.hear(cell("waiting"));
  expect(readings.hear(cell("denied", { problem: { code: "AccessDenied", title: "No." } }))).toBe("denied");
});

it("knows when what was read is being read again", () => {
  const readings = new EndedReadings();
  readings.hear(cell("reading"));
  expect(readings.endOf(0)).toBeNull();
  readings.hear(cell("read", { readAt: "1" }));
  expect(readings.endOf(0)).toBe("read");
  const isOver = readings.overSince(0);
  readings.hear(cell("waiting"));
  expect(isOver()).toBe(false);
  expect(readings.endOf(0)).toBe("read");
  readings.hear(cell("reading"));
  expect(isOver()).toBe(true);
  readings.hear(cell("read", { readAt: "2" }));
  expect(isOver()).toBe(true);
});
