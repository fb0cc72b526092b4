import { createServer } from "node:net";

/** A port that nobody listens on: `wanted` itself, else the next free one, else (wanted 0) any. */
export async function findFreePort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port <= 65_535; port += 1) {
    const found = await tryPort(host, port);
    if (found !== undefined) return found;
  }
  throw new Error(`No port from ${wanted} on is free on ${host}.`);
}

function tryPort(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(undefined);
      else reject(error);
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
