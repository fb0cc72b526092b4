import { expect, test } from "vitest";
import { refuseOldServer } from "./server-version.ts";
import { StoreError } from "./store-error.ts";

test.each(["150000", "150004", "160012", "180001"])("a server of version %s will do", (number) => {
  expect(() => refuseOldServer(number)).not.toThrow();
});

test.each([
  ["140018", "14"],
  ["130000", "13"],
  ["90624", "9"],
])("a server of version %s is refused, and it is said what is needed", (number, version) => {
  expect(() => refuseOldServer(number)).toThrow(
    expect.objectContaining({
      name: StoreError.name,
      problem: expect.objectContaining({
        code: "store-too-old",
        status: 503,
        title: `The database server is PostgreSQL ${version}; Cado Reach needs 15 or newer.`,
      }),
    }),
  );
});
