import { applyFix } from "#lib/policy/findings/apply-fix.ts";
import type { FindingFix } from "#lib/policy/findings/finding.ts";
import type { NamedPolicy, RolePolicies } from "#lib/policy/named-policy.ts";
import type { PolicyRead, SourcePolicy, UnresolvedValue } from "#lib/policy/source/policy-read.ts";
import { readPolicies } from "#lib/policy/source/read-policies.ts";
import { nextId, type RoleText } from "./role-texts.ts";

/** One text, and what it holds. */
export type ReadText = {
  id: string;
  /** null: nothing but space. */
  read: PolicyRead | null;
  /** What is wrong with its place among the others, in a sentence; "" for nothing. */
  misplaced: string;
};

/** Where a policy of the role stands. */
export type PolicyOrigin = { textId: string; source: SourcePolicy };

/** The user's role, put together from its texts. */
export type OwnRole = {
  /** In the order of the texts. */
  texts: readonly ReadText[];
  /** null while a text cannot be read whole, or while there is none. */
  role: RolePolicies | null;
  /** One for each of the role's policies. */
  origins: readonly PolicyOrigin[];
  /** What the texts leave open, each once. */
  unresolved: readonly UnresolvedValue[];
};

/** Reads every text. Whole or not at all: while one of them cannot be read, there is no role. */
export function readOwnRole(texts: readonly RoleText[], values: Readonly<Record<string, string>>): OwnRole {
  const policies: NamedPolicy[] = [];
  const origins: PolicyOrigin[] = [];
  const boundaries: NamedPolicy[] = [];
  const found = texts.map((text): ReadText => {
    if (text.text.trim() === "") return { id: text.id, read: null, misplaced: "" };
    const read = readPolicies(text.text, { name: text.name, values });
    if (!read.ok) return { id: text.id, read, misplaced: "" };
    const named = read.policies.map((policy) => namedPolicy(policy, text));
    if (text.part === "boundary") {
      boundaries.push(...named);
      const isOne = named.length === 1 && boundaries.length === 1;
      return { id: text.id, read, misplaced: isOne ? "" : "A role has one permissions boundary, which is one policy." };
    }
    policies.push(...named);
    origins.push(...read.policies.map((source) => ({ textId: text.id, source })));
    return { id: text.id, read, misplaced: "" };
  });
  const whole = found.every(({ read, misplaced }) => (read === null || read.ok) && misplaced === "");
  const role = whole && policies.length > 0 ? { policies, boundary: boundaries[0] ?? null } : null;
  return { texts: found, role, origins, unresolved: unresolvedOf(found) };
}

/**
 * The texts after a fix. A text whose policies it changes becomes JSON, one text for each policy that it held, so that
 * what is in the editor stays what was judged; the others stay to the letter.
 */
export function fixTexts(texts: readonly RoleText[], own: OwnRole, fix: FindingFix): readonly RoleText[] {
  const before = own.role?.policies ?? [];
  const after = applyFix(before, fix);
  const isChanged = (at: number) => JSON.stringify(before[at]?.document) !== JSON.stringify(after[at]?.document);
  let fresh = nextId(texts);
  return texts.flatMap((text) => {
    const held = own.origins.flatMap(({ textId }, at) => (textId === text.id ? [at] : []));
    if (!held.some(isChanged)) return [text];
    return held.flatMap((at, place) => {
      const policy = after[at];
      if (policy === undefined) return [];
      const { name, kind, document } = policy;
      return [{ ...text, id: place === 0 ? text.id : String(fresh++), name, kind, text: JSON.stringify(document, null, 2) }];
    });
  });
}

function namedPolicy({ name, kind, document }: SourcePolicy, text: RoleText): NamedPolicy {
  return { name: name || text.name, kind: kind === "unknown" ? text.kind : kind, document };
}

function unresolvedOf(texts: readonly ReadText[]): readonly UnresolvedValue[] {
  const byName = new Map<string, UnresolvedValue>();
  for (const { read } of texts) {
    if (read === null || read.ok) continue;
    for (const value of read.unresolved) {
      const places = [...(byName.get(value.name)?.places ?? []), ...value.places];
      byName.set(value.name, { ...value, places });
    }
  }
  return [...byName.values()];
}
