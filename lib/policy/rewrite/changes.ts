import type { ChangeReason, CorrectionOptions, StatementChange } from "./correction.ts";
import type { PlacedPolicy, PlacedStatement } from "./place-statements.ts";
import type { SsmGrant } from "./ssm-grant.ts";
import { READS } from "./tagged-statements.ts";
import type { Slot } from "./take-out.ts";

/** Every change, policy by policy: of the statements that were there in their order, then what is new. */
export function changesOf(
  slots: readonly (readonly Slot[])[],
  placed: readonly PlacedPolicy[],
  denied: readonly SsmGrant[],
  { portForwarding }: Pick<CorrectionOptions, "portForwarding">,
): readonly StatementChange[] {
  return placed.flatMap(({ statements, isUpgraded }, policy): readonly StatementChange[] => {
    const of = (before: number) => indexesWhere(statements, ({ origin }) => "before" in origin && origin.before === before);
    const old = (slots[policy] ?? []).flatMap((slot): readonly StatementChange[] => {
      const stays = denied.filter((grant) => grant.policy === policy && grant.index === slot.before);
      if (slot.taken.length === 0 && stays.length === 0) return [];
      const after = of(slot.before);
      const unwanted = portForwarding ? [] : slot.taken.filter((action) => /Session$/.test(action));
      const words = wordsFor(
        slot,
        stays.map(({ action }) => action),
        unwanted,
      );
      return [{ policy, before: slot.before, after, ...words }];
    });
    const fresh = (["tagged-set", "kept-under-deny", "guard"] as const).flatMap((reason): readonly StatementChange[] => {
      const after = indexesWhere(statements, ({ origin }) => "reason" in origin && origin.reason === reason);
      return after.length === 0 ? [] : [{ policy, before: null, after, reason, sentence: NEW[reason] }];
    });
    return [...old, ...fresh, ...wholePolicy(policy, statements.length === 0, isUpgraded)];
  });
}

function wholePolicy(policy: number, isEmpty: boolean, isUpgraded: boolean): readonly StatementChange[] {
  const change = (reason: ChangeReason, sentence: string) => [{ policy, before: null, after: [], reason, sentence }];
  if (isEmpty) return change("empty", "Nothing is left of this policy, and IAM knows no empty one: detach and delete it.");
  if (!isUpgraded) return [];
  return change(
    "version",
    "The policy has the Version 2012-10-17 now: only that one knows the policy variable of the new statements.",
  );
}

const NEW = {
  "tagged-set": "What Cado needs and the rest does not grant: commands and sessions on tagged nodes, and what goes with them.",
  "kept-under-deny": "Denies that make the tag count for the statements that grant commands or sessions by a wildcard.",
  guard:
    "Denies by which the role cannot tag a node into its own reach: all that it could do to the tag, or to an instance's name.",
} as const;

/** `stays`: actions that a Deny narrows; `unwanted`: those taken out that the options leave out. */
function wordsFor(
  { taken, kept }: Slot,
  stays: readonly string[],
  unwanted: readonly string[],
): Pick<StatementChange, "reason" | "sentence"> {
  const moved = taken.filter((action) => !unwanted.includes(action));
  const [reads, toSet] = [moved.filter(isRead), moved.filter((action) => !isRead(action))];
  const sentences = [
    ...(stays.length > 0
      ? [
          `IAM cannot take ${listed(stays)} out of what this statement says in general, so it stays and Denies make the tag count.`,
        ]
      : []),
    ...(unwanted.length > 0 ? [`${listed(unwanted)} went, because sessions are not wanted.`] : []),
    ...(toSet.length > 0 ? [`${listed(toSet)} went to the tagged statements.`] : []),
    ...(reads.length > 0 ? [`${listed(reads)} only works on all resources together, so it is granted on "*" instead.`] : []),
    ...(kept.length === 0 ? ["Nothing else was in it."] : []),
  ];
  return { reason: reasonOf(kept, moved, stays), sentence: sentences.join(" ") };
}

function reasonOf(kept: Slot["kept"], moved: readonly string[], stays: readonly string[]): ChangeReason {
  if (stays.length > 0) return "kept-under-deny";
  if (moved.length === 0) return kept.length === 0 ? "empty" : "narrowed";
  if (moved.every(isRead)) return "moved-to-wildcard-resource";
  return kept.length > 1 ? "narrowed" : "replaced-by-tagged-set";
}

function isRead(action: string): boolean {
  return READS.some((read) => read === action);
}

function indexesWhere(statements: readonly PlacedStatement[], isMeant: (placed: PlacedStatement) => boolean): readonly number[] {
  return statements.flatMap((placed, at) => (isMeant(placed) ? [at] : []));
}

function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
