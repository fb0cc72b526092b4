import "server-only";
import { join } from "node:path";

/** The server runs in the project's folder, and reads its migrations there. */
export const MIGRATIONS = join(/*turbopackIgnore: true*/ process.cwd(), "lib", "store", "migrations");

/** What the build leaves for a quick first start. */
export const SHIPPED_DATABASE = join(/*turbopackIgnore: true*/ process.cwd(), ".next", "cado-reach-database.tar.gz");
