import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyDocument, Statement } from "../policy-document.ts";
import { conditionTexts } from "./condition-parts.ts";
import type { CorrectionOptions } from "./correction.ts";
import { correctionTargets } from "./correction-targets.ts";
import { holdersOf, withoutCovered } from "./coverage.ts";
import { type RoleGuard, roleGuard } from "./role-guard.ts";
import type { SsmGrant } from "./ssm-grant.ts";
import { toStrands } from "./strand.ts";
import { toTaggedParts } from "./strand-parts.ts";
import { tagDenies } from "./tag-denies.ts";
import { buildTaggedStatements } from "./tagged-statements.ts";

/** All that a role gets new. */
export type Added = { tagged: readonly Statement[]; denies: readonly Statement[]; guard: RoleGuard };

/**
 * What has to be added to what is kept: of the tagged set only what is not granted there already, of the Denies only
 * what is not there in the same words. `grants` are all of the role's; `denied` those that stay and are too much.
 */
export function addedStatements(
  kept: readonly NamedPolicy[],
  grants: readonly SsmGrant[],
  denied: readonly SsmGrant[],
  options: CorrectionOptions,
): Added {
  const documents = kept.map(({ document }) => document);
  const targets = correctionTargets(options);
  const tagged: Statement[] = [];
  // Fewest conditions first: what is granted without any needs no second statement under one.
  const parts = [...toTaggedParts(toStrands(grants, options), options, targets)];
  parts.sort((one, other) => conditionTexts(one.nodeOnly).length - conditionTexts(other.nodeOnly).length);
  const holders = [...holdersOf(documents)];
  for (const part of parts) {
    const made = buildTaggedStatements(part, options).flatMap((statement) => withoutCovered(statement, holders) ?? []);
    holders.push(...holdersOf([{ Version: VERSION, Statement: made }]));
    tagged.push(...made);
  }
  const denies = tagDenies(denied, options, targets).filter((statement) => !isThere(statement, documents));
  const after = [...documents, { Version: VERSION, Statement: [...tagged, ...denies] }];
  return { tagged, denies, guard: options.guard ? roleGuard(after, options) : { statements: [], against: [] } };
}

const VERSION = "2012-10-17";

/** To the letter, but for the Sid. */
function isThere(statement: Statement, documents: readonly PolicyDocument[]): boolean {
  const text = withoutSid(statement);
  // In an old version a policy variable is plain text.
  const isSame = ({ Version: version }: PolicyDocument) => version === VERSION || !text.includes("${");
  return documents.some((document) => isSame(document) && document.Statement.some((other) => withoutSid(other) === text));
}

function withoutSid({ Sid: _, ...rest }: Statement): string {
  return JSON.stringify(rest);
}
