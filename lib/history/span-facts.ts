import "server-only";
import { hash } from "node:crypto";
import { REACHES } from "#lib/domain/coverage.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { TagState } from "#lib/domain/tag-state.ts";
import type { Capability, Verdict } from "#lib/domain/verdict.ts";
import { tagsAt } from "#lib/inventory/node-at.ts";
import type { VerdictColumns } from "#lib/inventory/verdict-columns.ts";

/** What a span keeps of a node. */
export type SpanFacts = {
  id: string;
  name: string;
  runCommand: Verdict["verdict"];
  portForwarding: Verdict["verdict"];
  tagState: TagState;
  tags: Tags | null;
  /** Of everything above but the id: another digest is another span. */
  digest: string;
};

/** What there is to know of a row; the verdicts are up to date. Throws RangeError for a row that never was. */
export function spanFacts(verdicts: VerdictColumns, row: number): SpanFacts {
  const { snapshot } = verdicts;
  const { rows } = snapshot;
  const facts = {
    name: rows.texts.text(rows.codes.name[row] ?? 0),
    runCommand: verdictOf(verdicts, row, "run-command"),
    portForwarding: verdictOf(verdicts, row, "port-forwarding"),
    tagState: verdicts.tagState(row),
    tags: tagsAt(rows, row),
  };
  return { id: snapshot.idAt(row), ...facts, digest: digestOf(facts) };
}

/** 96 bits: two states of one node are not taken for one. The order in which tags came says nothing. */
function digestOf({ tags, ...facts }: Omit<SpanFacts, "id" | "digest">): string {
  const pairs = tags === null ? null : Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1));
  return hash("sha256", JSON.stringify([...Object.values(facts), pairs]), "base64url").slice(0, 16);
}

function verdictOf(verdicts: VerdictColumns, row: number, capability: Capability): Verdict["verdict"] {
  const reach = REACHES[verdicts.reachCode(row, capability)];
  if (reach === "reachable" || reach === "unknown") return reach;
  return "blocked";
}
