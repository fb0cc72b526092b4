// Writes dist/reach.mjs, the command line as plain JavaScript with everything that it needs: node scripts/bundle-cli.ts.
// npm runs it before packing.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, "dist");
rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { reach: "scripts/reach.ts" },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // What a command loads when it is run stays apart: only `coverage` reads the AWS SDK.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  // The database engine finds its WebAssembly beside its own files.
  external: ["@electric-sql/pglite", "pg", "pg-boss"],
  target: "node22.18",
  conditions: ["react-server"],
  // Some packages are CommonJS and ask for Node's own modules with `require`.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  legalComments: "linked",
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: "warning",
});
