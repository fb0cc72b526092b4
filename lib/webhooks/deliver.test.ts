import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { deliver } from "./deliver.ts";

const SECRET = "0123456789abcdef";
const PARCEL = { id: "d-1", event: "test", body: '{"a":"ü"}' };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

async function receiver(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => handler(request, response, Buffer.concat(chunks).toString()));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("sends the body as it is, signed with the time", async () => {
  let seen: { headers: IncomingMessage["headers"]; body: string } | undefined;
  const host = await receiver((request, response, body) => {
    seen = { headers: request.headers, body };
    response.writeHead(204).end();
  });
  const now = new Date("2026-11-24T14:02:00Z");
  const outcome = await deliver({ url: `http://user:p%20w@${host}/hook`, secret: SECRET }, PARCEL, { now });
  expect(outcome).toMatchObject({ ok: true, status: 204, gone: false, detail: "" });
  const timestamp = String(now.getTime() / 1000);
  expect(seen?.body).toBe(PARCEL.body);
  expect(seen?.headers).toMatchObject({
    "content-type": "application/json",
    "x-cado-reach-event": "test",
    "x-cado-reach-delivery": "d-1",
    "x-cado-reach-timestamp": timestamp,
    "x-cado-reach-signature": `sha256=${createHmac("sha256", SECRET).update(`${timestamp}.${PARCEL.body}`).digest("hex")}`,
    authorization: `Basic ${Buffer.from("user:p w").toString("base64")}`,
  });
});

it.each([
  [200, true, false],
  [299, true, false],
  [400, false, false],
  [404, false, false],
  [410, false, true],
  [500, false, false],
])("takes %i for what it is", async (status, ok, gone) => {
  const host = await receiver((_request, response) => response.writeHead(status).end("said\u0000 so\r\n"));
  expect(await deliver({ url: `http://${host}/`, secret: SECRET }, PARCEL)).toMatchObject({
    ok,
    gone,
    status,
    detail: "said so",
  });
});

it("does not follow a redirect", async () => {
  let reached = false;
  const elsewhere = await receiver((_request, response) => {
    reached = true;
    response.end();
  });
  const host = await receiver((_request, response) => response.writeHead(307, { Location: `http://${elsewhere}/` }).end());
  const outcome = await deliver({ url: `http://${host}/`, secret: SECRET }, PARCEL);
  expect(outcome).toMatchObject({ ok: false, status: 307, detail: expect.stringContaining("not followed") });
  expect(reached).toBe(false);
});

it("reads no more of an endless answer than it keeps", async () => {
  const host = await receiver((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(1000)));
    };
    response.on("drain", more);
    more();
  });
  const outcome = await deliver({ url: `http://${host}/`, secret: SECRET }, PARCEL);
  expect(outcome.detail).toBe("x".repeat(200));
});

it.each([
  ["says nothing at all", () => undefined],
  ["stops in the middle of its answer", (_request: unknown, response: ServerResponse) => response.writeHead(200).write("a")],
] as [string, Handler][])("gives up on a receiver that %s", async (_name, handler) => {
  const host = await receiver(handler);
  const outcome = await deliver({ url: `http://${host}/`, secret: SECRET }, PARCEL, { limitMs: 100 });
  expect(outcome).toMatchObject({ ok: false, status: null, detail: "No answer within 0.1 seconds." });
});

it("says that there was no connection, without the address", async () => {
  const outcome = await deliver({ url: "http://127.0.0.1:9/secret-path", secret: SECRET }, PARCEL);
  expect(outcome).toMatchObject({ ok: false, status: null });
  expect(outcome.detail).toMatch(/^No connection/);
  expect(outcome.detail).not.toContain("secret-path");
});
