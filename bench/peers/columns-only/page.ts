import { readNdjson } from "../../../lib/inventory/read-ndjson.ts";
import { Snapshot } from "../../../lib/inventory/snapshot.ts";

// The columns as the product's page keeps them, and nothing else: what of its memory are the rows themselves.
const snapshot = new Snapshot();
const answer = await fetch("/api/instances");
if (answer.body === null) throw new Error("no rows came");
for await (const line of readNdjson(answer.body)) snapshot.apply(JSON.parse(line));
Object.assign(window, { kept: snapshot });
