import { expect, test } from "vitest";
import { relationsOf } from "./relations.ts";
import { sampleJob } from "./sample-job.ts";

const job = sampleJob({ id: "a" });
const undo = sampleJob({ id: "b", action: "undo", undoOf: "a" });

test("ties a job to the one that undoes it, also before the server says so", () => {
  expect(relationsOf(job, [undo, job])).toEqual({ undoes: null, undoneBy: { id: "b", job: undo } });
  expect(relationsOf(undo, [undo, job])).toEqual({ undoes: { id: "a", job }, undoneBy: null });
});

test("names the latest of several", () => {
  const again = sampleJob({ id: "c", action: "undo", undoOf: "a" });
  expect(relationsOf({ ...job, undoneBy: "b" }, [again, undo, job]).undoneBy?.id).toBe("c");
});

test("keeps the id of a job that was not read", () => {
  expect(relationsOf({ ...job, undoneBy: "z" }, [job]).undoneBy).toEqual({ id: "z", job: null });
});
