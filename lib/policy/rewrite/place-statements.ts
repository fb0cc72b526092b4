import type { NamedPolicy } from "../named-policy.ts";
import { listOf, type Statement } from "../policy-document.ts";
import type { Added } from "./added-statements.ts";
import type { ChangeReason } from "./correction.ts";
import type { Slot } from "./take-out.ts";
import { uniqueSids } from "./unique-sids.ts";

/** A statement as it comes to stand: of which statement before, or new and for which reason. */
export type PlacedStatement = { statement: Statement; origin: { before: number } | { reason: ChangeReason } };

export type PlacedPolicy = { policy: NamedPolicy; statements: readonly PlacedStatement[]; isUpgraded: boolean };

/**
 * Puts the new statements where the first of those stood that they are about, the guard at the end of that policy. A
 * policy of which nothing would be left gets its own share of them, because IAM knows no empty policy.
 */
export function placeStatements(
  policies: readonly NamedPolicy[],
  slots: readonly (readonly Slot[])[],
  { tagged, denies, guard }: Added,
  concerned: ReadonlySet<string>,
): readonly PlacedPolicy[] {
  const fresh: readonly PlacedStatement[] = [
    ...tagged.map((statement) => ({ statement, origin: { reason: "tagged-set" } as const })),
    ...denies.map((statement) => ({ statement, origin: { reason: "kept-under-deny" } as const })),
  ];
  const guards = guard.statements.map((statement) => ({ statement, origin: { reason: "guard" } as const }));
  const all = [...fresh, ...guards];
  if (all.length === 0) return policies.map((policy, at) => place(policy, slots[at] ?? [], [], null, []));

  const isConcerned = (policy: number, slot: Slot) => concerned.has(`${policy} ${slot.before}`);
  const order = policies.map((_, at) => at);
  const first = order.filter((at) => slots[at]?.some((slot) => isConcerned(at, slot)));
  const host = [...first, ...order].find((at) => canHost(policies[at], slots[at] ?? [], all)) ?? policies.length;
  const shares = shareOut(policies, slots, fresh, host);
  const grown = host < policies.length ? policies : [...policies, NEW_POLICY];
  return grown.map((policy, at) => {
    const own = slots[at] ?? [];
    const anchor = own.find((slot) => isConcerned(at, slot)) ?? own.at(-1);
    return place(policy, own, shares.get(at) ?? [], anchor?.before ?? null, at === host ? guards : []);
  });
}

const NEW_POLICY: NamedPolicy = {
  name: "CadoTaggedNodes",
  kind: "unknown",
  document: { Version: "2012-10-17", Statement: [] },
};

/** Today's version has policy variables; what is in an older policy must not become one. */
function canHost(policy: NamedPolicy | undefined, slots: readonly Slot[], added: readonly PlacedStatement[]): boolean {
  if (policy === undefined) return false;
  return policy.document.Version === "2012-10-17" || !hasVariable(added) || !hasVariable(slots.map(({ kept }) => kept));
}

function hasVariable(value: unknown): boolean {
  return JSON.stringify(value).includes("${");
}

/** The host gets all, but for what another policy would be empty without: the statements on actions that were taken from it. */
function shareOut(
  policies: readonly NamedPolicy[],
  slots: readonly (readonly Slot[])[],
  fresh: readonly PlacedStatement[],
  host: number,
): ReadonlyMap<number, readonly PlacedStatement[]> {
  let left = fresh;
  const shares = new Map<number, readonly PlacedStatement[]>();
  const isEmpty = (at: number) => (slots[at] ?? []).every(({ kept }) => kept.length === 0);
  for (const [at, policy] of policies.entries()) {
    if (at === host || !isEmpty(at)) continue;
    const taken = (slots[at] ?? []).flatMap((slot) => slot.taken);
    // Denies stay with the statement that they narrow.
    const share = left.filter(
      ({ statement }) => statement.Effect === "Allow" && listOf(statement.Action).some((action) => taken.includes(action)),
    );
    const leavesEnough = share.length < left.length || (host < policies.length && !isEmpty(host));
    if (share.length === 0 || !leavesEnough || !canHost(policy, slots[at] ?? [], share)) continue;
    shares.set(at, share);
    left = left.filter((one) => !share.includes(one));
  }
  return shares.set(host, left);
}

function place(
  policy: NamedPolicy,
  slots: readonly Slot[],
  fresh: readonly PlacedStatement[],
  anchor: number | null,
  last: readonly PlacedStatement[],
): PlacedPolicy {
  const kept = slots.map(({ before, kept }) => ({
    before,
    statements: kept.map((statement) => ({ statement, origin: { before } })),
  }));
  const used = kept.flatMap(({ statements }) => statements.map(({ statement }) => statement.Sid));
  const wanted = [...fresh, ...last];
  const named = uniqueSids(
    wanted.map(({ statement }) => statement),
    used,
  );
  const added = wanted.map((placed, at) => ({ ...placed, statement: named[at] ?? placed.statement }));
  const inserted = added.slice(0, fresh.length);
  const statements: readonly PlacedStatement[] = [
    ...(anchor === null ? inserted : []),
    ...kept.flatMap(({ before, statements: own }) => (before === anchor ? [...own, ...inserted] : own)),
    ...added.slice(fresh.length),
  ];
  const isSame = added.length === 0 && statements.every(({ statement }, at) => statement === policy.document.Statement[at]);
  if (isSame && statements.length === policy.document.Statement.length) return { policy, statements, isUpgraded: false };
  const isUpgraded = policy.document.Version !== "2012-10-17" && hasVariable(added);
  const { Version: version, ...rest } = policy.document;
  const head = isUpgraded ? { Version: "2012-10-17" } : version === undefined ? {} : { Version: version };
  return {
    policy: { ...policy, document: { ...head, ...rest, Statement: statements.map(({ statement }) => statement) } },
    statements,
    isUpgraded,
  };
}
