import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { StoreError, toStoreError, toStoreProblem } from "./store-error.ts";

const withCode = (code: string, message = "it failed") => Object.assign(new Error(message), { code });
const refused = (address: string) => withCode("ECONNREFUSED", `connect ECONNREFUSED ${address}`);
const inQuery = (cause: Error) => new DrizzleQueryError("select 1", [], cause);
const exited = Object.assign(new Error("Program terminated with exit(1)"), { name: "ExitStatus" });

test.each<[string, unknown, string]>([
  ["the disk is full, as the server says it", inQuery(withCode("53100")), "store-full"],
  ["the disk is full, as the system says it", withCode("ENOSPC"), "store-full"],
  ["the quota is used up", withCode("EDQUOT"), "store-full"],
  ["the disk is full, in words alone", new Error("could not extend file: No space left on device"), "store-full"],
  ["nobody listens", refused("127.0.0.1:5432"), "store-unavailable"],
  ["nobody listens on any address", new AggregateError([refused("::1:5432"), refused("127.0.0.1:5432")]), "store-unavailable"],
  ["the name is not known", withCode("ENOTFOUND"), "store-unavailable"],
  ["the connection broke within a statement", inQuery(withCode("ECONNRESET")), "store-unavailable"],
  ["the connection was ended", new Error("Connection terminated unexpectedly"), "store-unavailable"],
  ["no connection came in time", new Error("timeout exceeded when trying to connect"), "store-unavailable"],
  ["the server does not answer", new Error("Connection terminated due to connection timeout"), "store-unavailable"],
  ["the server shuts down", inQuery(withCode("57P01")), "store-unavailable"],
  ["the server starts up", withCode("57P03"), "store-unavailable"],
  ["the server has too many connections", withCode("53300"), "store-unavailable"],
  ["the connection failed, as the standard has it", withCode("08006"), "store-unavailable"],
  ["a transaction stood still for too long", inQuery(withCode("25P03")), "store-unavailable"],
  ["somebody holds a row for too long", inQuery(withCode("55P03")), "store-unavailable"],
  ["the embedded database was closed", new Error("PGlite is closed"), "store-unavailable"],
  ["the embedded engine broke", new WebAssembly.RuntimeError("unreachable"), "store-failed"],
  ["the embedded engine ended", exited, "store-failed"],
  ["the embedded engine gave up", new Error("PANIC:  could not write to file"), "store-failed"],
])("%s: it is the database's failing, with what to do", (_, error, code) => {
  const failure = toStoreError(error);
  expect(failure?.problem).toMatchObject({ status: 503, code, remedy: expect.stringMatching(/\.$/) });
  expect(failure?.problem.detail).toBeTruthy();
  expect(toStoreError(failure)).toBe(failure);
});

test.each<[string, unknown]>([
  ["a statement that is wrong", inQuery(withCode("42703", 'column "x" does not exist'))],
  ["a key that is there already", inQuery(withCode("23505"))],
  ["two transactions that got in each other's way", withCode("40001")],
  ["somebody else's error", new Error("The job was lost.")],
  ["a file that is not there", withCode("ENOENT")],
  ["what is no error", "no"],
  ["nothing", undefined],
])("%s is no failing of the database", (_, error) => {
  expect(toStoreError(error)).toBeNull();
  expect(toStoreProblem(error)).toMatchObject({ status: 503, code: "store-failed" });
});

test("shows what the driver said, cut, and neither the statement nor what was in it", () => {
  const { problem } = toStoreError(new DrizzleQueryError("select secret", ["s3cret"], withCode("57P01", "x".repeat(1000)))) ?? {};
  expect(problem?.detail).toBe("x".repeat(300));
  expect(new StoreError("store-failed", "It failed.", "Wait.").problem).not.toHaveProperty("detail");
});
