import "server-only";
import { createServer } from "node:net";
import type { Problem } from "#lib/domain/problem.ts";

/** Binds the address for a moment. */
export async function checkPort(host: string, port: number): Promise<readonly Problem[]> {
  const { promise, resolve } = Promise.withResolvers<readonly Problem[]>();
  const server = createServer();
  server.once("error", (error: NodeJS.ErrnoException) => resolve([toProblem(error, host, port)]));
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve([])));
  return promise;
}

function toProblem({ code = "unknown error" }: NodeJS.ErrnoException, host: string, port: number): Problem {
  switch (code) {
    case "EADDRINUSE":
      return {
        code: "port-in-use",
        title: `Port ${port} on ${host} is in use.`,
        remedy: "Stop what uses it, or set PORT to another one.",
      };
    case "EACCES":
      return { code: "port-forbidden", title: `This user may not use port ${port}.`, remedy: "Set PORT to a number above 1023." };
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return {
        code: "bad-host",
        title: `${host} is not an address of this machine.`,
        remedy: "Set HOST to 127.0.0.1, or leave it out.",
      };
    default:
      return { code: "cannot-listen", title: `Cannot listen on ${host} port ${port} (${code}).` };
  }
}
