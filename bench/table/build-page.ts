import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const PEERS = ["ag-grid", "tanstack", "glide"] as const;

export type Peer = (typeof PEERS)[number];

/** A page of peers/, made for production: what a browser is to be given. */
export type BuiltPage = { script: string; style: string };

const SOURCES = {
  "ag-grid": "page.ts",
  tanstack: "page.tsx",
  glide: "page.tsx",
  "rows-only": "page.ts",
  "columns-only": "page.ts",
  "row-json": "page.ts",
};

export type PageName = keyof typeof SOURCES;

/** Bundles and minifies a page with its libraries' production code. Throws where it does not build. */
export async function buildPage(name: PageName): Promise<BuiltPage> {
  const entry = fileURLToPath(new URL(`../peers/${name}/${SOURCES[name]}`, import.meta.url));
  if (!existsSync(entry)) throw new Error(`There is no page ${name}.`);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2024",
    jsx: "automatic",
    outdir: "/",
    write: false,
    logLevel: "error",
    // Its own React, also for libraries that npm put beside another page's.
    alias: reactOf(entry),
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}

function reactOf(entry: string): Record<string, string> {
  const { resolve } = createRequire(entry);
  return Object.fromEntries(["react", "react-dom"].map((name) => [name, dirname(resolve(`${name}/package.json`))]));
}
