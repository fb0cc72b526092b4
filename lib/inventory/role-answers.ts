import type { AuthorizationResult, Authorize } from "#lib/domain/authorization.ts";
import { askPlace, askTagItself, PLACE_QUESTIONS, type PlaceQuestion } from "#lib/domain/role-questions.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { PolicyReads } from "#lib/policy/facts-key.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import { FactSets } from "./fact-sets.ts";
import { sharedTagLists } from "./shared-tag-lists.ts";
import type { Snapshot } from "./snapshot.ts";

export type RoleQuestion = PlaceQuestion | "tag-itself";

export const ROLE_QUESTIONS: readonly RoleQuestion[] = [...PLACE_QUESTIONS, "tag-itself"];

/** How many were answered how: account-regions, or for `tag-itself` nodes. */
export type AnswerCounts = Readonly<Record<AuthorizationResult, number>>;

/** What a role may do in one account, by question. */
export type AccountAnswers = { account: string; answers: Readonly<Record<RoleQuestion, AnswerCounts>> };

type Mutable = { account: string; answers: Record<RoleQuestion, Record<AuthorizationResult, number>> };

/**
 * What a policy allows Cado's role in every account of the estate, beside reaching nodes. Each place is asked about once,
 * and nodes that the policy cannot tell apart once together. Yields where `isOver` says so. Null where the estate changed
 * meanwhile: whoever asked has to ask again.
 */
export function* roleAnswers(
  snapshot: Snapshot,
  tag: TagSpec,
  authorize: Authorize & { readonly reads?: PolicyReads },
  isOver: () => boolean = () => false,
): Generator<void, readonly AccountAnswers[] | null> {
  const { rows, cells, version } = snapshot;
  const name = JSON.stringify([tag.key, tag.value]);
  const asked = ANSWERED.get(authorize);
  if (asked?.rows === rows && asked.version === version && asked.tag === name) return asked.answers;
  const reads = authorize.reads ?? null;
  const lists = sharedTagLists(rows, reads === null ? null : [tag.key, ...reads.tagKeys]);
  while (lists.refresh(version, isOver)) yield;
  const accounts = new Map<string, Mutable>();
  const countsOfCells = cells.map((cell) => {
    const made = accounts.get(cell.account) ?? { account: cell.account, answers: noAnswers() };
    accounts.set(cell.account, made);
    if (cell.state !== "disabled") {
      for (const question of PLACE_QUESTIONS) made.answers[question][askPlace(authorize, question, cell)] += 1;
    }
    return made.answers["tag-itself"];
  });

  const sets = new FactSets(rows, lists, reads, null);
  const known: AuthorizationResult[] = [];
  let work = 0;
  for (const row of rows.live.toArray()) {
    if (work >= SLICE) {
      work = 0;
      if (isOver()) yield;
    }
    if (snapshot.version !== version || snapshot.rows !== rows) return null;
    const set = sets.numberOf(row, cells);
    let answer = known[set];
    if (answer === undefined) {
      answer = askTagItself(authorize, snapshot.node(row), tag);
      known[set] = answer;
      work += WORK_OF_ASKING;
    }
    work += 1;
    const counts = countsOfCells[rows.cells[row] ?? 0];
    if (counts !== undefined) counts[answer] += 1;
  }
  const answers = [...accounts.values()];
  ANSWERED.set(authorize, { rows, version, tag: name, answers });
  return answers;
}

/** The last answers of each policy: where one of two is changed, the other's stay. */
const ANSWERED = new WeakMap<Authorize, { rows: RowColumns; version: number; tag: string; answers: readonly AccountAnswers[] }>();

/** As in VerdictColumns. */
const SLICE = 1024;
const WORK_OF_ASKING = 64;

function noAnswers(): Mutable["answers"] {
  const none = () => ({ allowed: 0, denied: 0, unknown: 0 });
  return { "list-nodes": none(), "read-results": none(), "end-own-sessions": none(), "tag-itself": none() };
}
