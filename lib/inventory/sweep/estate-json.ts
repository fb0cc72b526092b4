import "server-only";
import type { Cell } from "#lib/domain/cell.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import type { Node, SsmState } from "#lib/domain/node.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { PolicyAuthorize } from "#lib/policy/evaluate.ts";
import { authorizeInForce, type InForce } from "#lib/roles/authorize-in-force.ts";
import { isReadRole, type RolesAnswer } from "#lib/roles/role-answer.ts";
import type { Snapshot } from "../snapshot.ts";

/** Rows between two turns of the event loop: some milliseconds of verdicts. */
const SLICE = 100;

/**
 * The estate as one JSON document (docs/api.md), in pieces of text: a large estate is never one string. Rows are those
 * of the time when it is begun; each is written as it is when its turn comes.
 */
export async function* estateJson(snapshot: Snapshot, inForce: InForce): AsyncGenerator<string> {
  const { asOf, tag, rowCount } = snapshot;
  const { policy, roles } = inForce;
  const cells = snapshot.cells.map(toCellJson);
  const from = { asOf: asOf ?? new Date().toISOString(), tag, policy, ...(roles === null ? {} : { roles: toRolesJson(roles) }) };
  const head = JSON.stringify({ ...from, cells });
  yield `${head.slice(0, -1)},"rows":[`;
  const authorizeIn = authorizeByPartition(snapshot, inForce);
  let separator = "\n";
  for (let first = 0; first < rowCount; first += SLICE) {
    let text = "";
    for (let row = first; row < Math.min(rowCount, first + SLICE); row += 1) {
      if (snapshot.isGone(row)) continue;
      const node = snapshot.node(row);
      text += separator + JSON.stringify(toRowJson(node, snapshot, authorizeIn(node.partition)));
      separator = ",\n";
    }
    yield text;
    await new Promise((resolve) => setImmediate(resolve));
  }
  yield "\n]}\n";
}

type CellJson = { account: string; region: string; state: "read" | "denied" | "disabled" | "failed"; problem?: Problem };

const UNFINISHED: Problem = { code: "unfinished", title: "Not read to the end.", remedy: "Refresh it, then ask again." };

function toCellJson({ account, region, state, problem }: Cell): CellJson {
  if (state === "read") return { account, region, state };
  const named = state === "denied" || state === "disabled" ? state : "failed";
  return { account, region, state: named, problem: problem ?? UNFINISHED };
}

/** Whose policies were used, and what is missing; the policies themselves are what GET /api/roles answers. */
function toRolesJson({ readAt, notRead, roles }: RolesAnswer) {
  const accounts = roles.map((role) => {
    if (!isReadRole(role)) return role;
    const { account, roleName, roleArn, otherMatches } = role;
    return { account, roleName, roleArn, otherMatches };
  });
  return { readAt, notRead, accounts };
}

function authorizeByPartition(
  { tag }: Pick<Snapshot, "tag">,
  { policy, roles }: InForce,
): (partition: Partition) => PolicyAuthorize {
  const made = new Map<Partition, PolicyAuthorize>();
  return (partition) => {
    const known = made.get(partition);
    if (known) return known;
    const authorize = authorizeInForce(policy, { partition, tag, roles });
    made.set(partition, authorize);
    return authorize;
  };
}

const PING: Readonly<Record<SsmState, string | null>> = {
  online: "Online",
  "connection-lost": "ConnectionLost",
  inactive: "Inactive",
  "not-managed": null,
  unknown: null,
};

function toRowJson(node: Node, { tag }: Pick<Snapshot, "tag">, authorize: PolicyAuthorize) {
  const { id, account, region, partition, name, state, platform, ssm, tags } = node;
  const reading = readTagState(tags, tag);
  return {
    id,
    account,
    region,
    partition,
    name,
    state,
    platform,
    managed: ssm === "unknown" ? null : ssm !== "not-managed",
    pingStatus: PING[ssm],
    tagState: reading.state,
    tagValue: reading.found[0]?.value ?? null,
    tags,
    runCommand: decideVerdict(node, "run-command", tag, authorize),
    portForwarding: decideVerdict(node, "port-forwarding", tag, authorize),
  };
}
