// Part of the build: a new database with every table in it, so that a first start need not make one.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeEmptyDatabase } from "../lib/store/empty-database.ts";
import { SHIPPED_DATABASE } from "../lib/store/migrations-folder.ts";

const dump = await makeEmptyDatabase();
mkdirSync(dirname(SHIPPED_DATABASE), { recursive: true });
const part = `${SHIPPED_DATABASE}.part`;
writeFileSync(part, Buffer.from(await dump.arrayBuffer()));
renameSync(part, SHIPPED_DATABASE);
