import { loadRows } from "../row.ts";

// The rows and nothing else: what of a table's memory are the rows themselves.
Object.assign(window, { kept: await loadRows() });
