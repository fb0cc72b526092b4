import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkDataDir } from "./check-data-dir.ts";
import { checkPort } from "./check-port.ts";

const dir = mkdtempSync(join(tmpdir(), "cado-reach-setup-"));
afterAll(() => rmSync(dir, { recursive: true }));

describe("checkPort", () => {
  it("finds nothing wrong with a free port, and leaves it free", async () => {
    const port = await withServer(async (taken) => taken);
    expect(await checkPort("127.0.0.1", port)).toEqual([]);
    expect(await checkPort("127.0.0.1", port)).toEqual([]);
  });

  it("says that a port is in use", async () => {
    const problems = await withServer((port) => checkPort("127.0.0.1", port));
    expect(problems).toMatchObject([{ code: "port-in-use" }]);
  });

  it("says that an address is not of this machine", async () => {
    expect(await checkPort("192.0.2.1", 3000)).toMatchObject([{ code: "bad-host" }]);
  });
});

describe("checkDataDir", () => {
  it("makes the directory, with what is above it, and leaves nothing behind in it", async () => {
    const data = join(dir, "a", "b");
    expect(await checkDataDir(data)).toEqual([]);
    expect(await checkDataDir(data)).toEqual([]);
    expect(readdirSync(data)).toEqual([]);
  });

  it("says that a file is in the way", async () => {
    writeFileSync(join(dir, "file"), "");
    expect(await checkDataDir(join(dir, "file"))).toMatchObject([{ code: "data-dir-not-writable" }]);
    expect(await checkDataDir(join(dir, "file", "below"))).toMatchObject([{ code: "data-dir-not-writable" }]);
  });

  it("comes to an end where no directory can ever be made", async () => {
    expect(await checkDataDir("/proc/cado-reach")).toMatchObject([{ code: "data-dir-not-writable" }]);
  });
});

async function withServer<Result>(use: (port: number) => Promise<Result>): Promise<Result> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  try {
    return await use(address.port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
