import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import { type AccountId, parseAccountId } from "#lib/domain/ids.ts";
import { createAuthorize, type PolicyAuthorize } from "./evaluate.ts";
import type { PolicyReads } from "./facts-key.ts";
import { joinClasses } from "./join-classes.ts";
import type { PolicySet } from "./policy-set.ts";

/**
 * Answers each request with the policies of the role in the request's account. An account that is not in `byAccount` is
 * unknown, never denied: its role was not read. So is a request that does not say its account.
 */
export function createAccountAuthorize(byAccount: ReadonlyMap<AccountId, PolicySet>): PolicyAuthorize {
  const made = new Map([...byAccount].map(([account, policies]) => [account, createAuthorize(policies)] as const));
  const authorize = (request: AuthorizationRequest) => {
    const account = parseAccountId(request.account ?? "");
    const known = account === undefined ? undefined : made.get(account);
    if (known !== undefined) return known(request);
    return { result: "unknown", reasons: [{ kind: "policy-not-read", account: account ?? null }] } as const;
  };
  return Object.assign(authorize, { reads: readsOfAll([...made.values()].map(({ reads }) => reads)) });
}

/** All that any of them reads, and always the account, which says whose policies answer. */
function readsOfAll(all: readonly PolicyReads[]): PolicyReads {
  const classes = all.flatMap((reads) => reads.classes ?? []);
  return {
    account: true,
    region: all.some(({ region }) => region),
    id: all.some(({ id }) => id),
    tagKeys: [...new Set(all.flatMap(({ tagKeys }) => tagKeys))].sort(),
    ...(all.length > 0 && classes.length === all.length && { classes: joinClasses(classes) }),
  };
}
