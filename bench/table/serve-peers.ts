import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type BuiltPage, buildPage, type PageName } from "./build-page.ts";

const HEAD = `<!doctype html><meta charset="utf-8"><title>bench</title><style>
html,body{margin:0;height:100%;font:13px system-ui}body,.page{display:flex;flex-direction:column}.page{height:100%}
.table{flex:1;min-height:0;overflow:auto}
.head{position:sticky;top:0;z-index:1;background:#eee;height:34px}.head,.line{display:grid;align-items:center}
.line{position:absolute;top:0;height:36px}.line span{overflow:hidden;white-space:nowrap;text-overflow:ellipsis}</style>`;

export type PeerServer = {
  /** The address of a page. */
  page(name: PageName): string;
  close(): void;
};

export type Served = {
  /** What is sent as JSON, gzipped beforehand, by path. */
  json?: Readonly<Record<string, unknown>>;
  /** The lines of `GET /api/instances`, for the page that keeps columns. */
  lines?: Buffer;
};

/** Serves the peers' pages, built for production, and the rows that they show, on loopback. */
export async function servePeers(names: readonly PageName[], { json = {}, lines }: Served): Promise<PeerServer> {
  const pages = new Map<string, BuiltPage>();
  for (const name of names) pages.set(name, await buildPage(name));
  const documents = new Map(Object.entries(json).map(([path, value]) => [path, gzipSync(JSON.stringify(value))]));
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const send = (type: string, body: string | Buffer, encoding?: string) =>
      response.writeHead(200, { "Content-Type": type, ...(encoding && { "Content-Encoding": encoding }) }).end(body);
    const document = documents.get(path);
    if (document !== undefined) return send("application/json", document, "gzip");
    if (path === "/api/instances" && lines !== undefined) return send("application/x-ndjson", lines);
    const [, name = "", file = ""] = path.split("/");
    const page = pages.get(name);
    if (page === undefined) return response.writeHead(404).end();
    if (file === "page.js") return send("text/javascript; charset=utf-8", page.script);
    if (file === "page.css") return send("text/css", page.style);
    const style = page.style === "" ? "" : `<link rel="stylesheet" href="page.css">`;
    return send("text/html; charset=utf-8", `${HEAD}${style}<body><script type="module" src="page.js"></script>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    page: (name) => `http://127.0.0.1:${port}/${name}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
