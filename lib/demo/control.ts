import { parsePolicy } from "#lib/policy/parse-policy.ts";
import { findSidFaults } from "#lib/policy/sid-faults.ts";
import { changeTags, listTags } from "./control-tags.ts";
import { parseFaults } from "./faults/parse-faults.ts";
import { replaceCadoPolicy } from "./identity/replace-cado-policy.ts";
import type { Exchange, Reply } from "./protocol/exchange.ts";
import { resetWorld, type World } from "./world.ts";

/** Everything under this path is the stand-in's own and no part of AWS. */
export const CONTROL_PREFIX = "/_control";

const OWN_HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

type Handler = (world: World, body: unknown, query: URLSearchParams) => Reply;

/**
 * The control endpoint: GET /_control, POST and DELETE /_control/faults, POST /_control/reset, POST /_control/terminate,
 * PUT /_control/role-policy, GET and POST /_control/tags, GET and DELETE /_control/writes. Loopback names only and JSON
 * only, so that no web page can reach it.
 */
export function control(world: World, { method, path, query, headers, body }: Exchange): Reply {
  const host = headers.host ?? "";
  if (!OWN_HOSTS.test(host)) return problem(421, `This endpoint answers on loopback names only, not on '${host}'.`);
  if (headers.origin !== undefined && headers.origin !== `http://${host}`)
    return problem(403, "Another web page may not use this endpoint.");
  const handler = HANDLERS.get(`${method} ${path}`);
  if (!handler) return problem(404, `There is no ${method} ${path} here.`);
  const parameters = new URLSearchParams(query);
  if (method === "GET" || method === "DELETE") return handler(world, null, parameters);
  if (headers["content-type"]?.split(";")[0]?.trim() !== "application/json") return problem(415, "Send application/json.");
  let value: unknown;
  try {
    value = body.length === 0 ? null : JSON.parse(body.toString("utf8"));
  } catch {
    return problem(400, "The body is not JSON.");
  }
  return handler(world, value, parameters);
}

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["GET /_control", (world) => json(200, describe(world))],
  [
    "POST /_control/faults",
    (world, body) => {
      const parsed = parseFaults(body);
      if (!parsed.ok) return problem(400, ...parsed.problems);
      world.faults.add(parsed.faults);
      return json(200, describe(world));
    },
  ],
  [
    "DELETE /_control/faults",
    (world) => {
      world.faults.clear();
      return json(200, describe(world));
    },
  ],
  [
    "POST /_control/reset",
    (world) => {
      resetWorld(world);
      return json(200, describe(world));
    },
  ],
  ["POST /_control/terminate", terminate],
  ["PUT /_control/role-policy", putRolePolicy],
  ["GET /_control/tags", (world, _, query) => compactJson({ nodes: listTags(world, query) })],
  [
    "POST /_control/tags",
    (world, body) => {
      const done = changeTags(world, body);
      return "problem" in done ? problem(done.status, done.problem) : json(200, done);
    },
  ],
  ["GET /_control/writes", ({ writes }) => (writes.isOn ? compactJson({ writes: writes.list() }) : notRecorded())],
  [
    "DELETE /_control/writes",
    ({ writes }) => {
      writes.forget();
      return writes.isOn ? json(200, { writes: [] }) : notRecorded();
    },
  ],
]);

function describe({ estate, options, faults }: World) {
  return {
    instances: options.instances,
    seed: options.seed,
    throttling: options.throttling,
    accounts: estate.accounts.map(({ id, label, cadoRole }) => ({ id, label, cadoRole: cadoRole.arn })),
    regions: estate.regions,
    deniedCell: estate.deniedCell,
    faults: faults.list(),
  };
}

/** `{ account, region, ids, forget? }`: terminates instances; with `forget` no call lists them any more. */
function terminate(world: World, body: unknown): Reply {
  const { account, region, ids, forget } = membersOf(body);
  const cell = typeof account === "string" && typeof region === "string" ? world.estate.cell(account, region) : undefined;
  if (!cell || !Array.isArray(ids)) return problem(400, "Send { account, region, ids, forget? } of a cell of the estate.");
  const rows = ids.map((id) => (typeof id === "string" ? cell.indexOf(id) : -1));
  if (rows.some((row) => row < 0 || !cell.exists(row))) return problem(404, "One of the ids is not in that cell.");
  for (const row of rows) {
    if (row < cell.ec2Count) cell.terminate(row);
    if (forget === true) cell.remove(row);
  }
  return json(200, { terminated: rows.length });
}

/** Sids are fine to parse and to report on, but IAM takes no policy with one of these (MalformedPolicyDocument). */
const SID_REFUSALS = {
  characters: "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
  duplicate: "Statement IDs (SID) in a single policy must be unique.",
};

/** `{ account, document }`: replaces the policy of Cado's role in that account. */
function putRolePolicy(world: World, body: unknown): Reply {
  const { account, document } = membersOf(body);
  if (!world.estate.accounts.some(({ id }) => id === account) || typeof account !== "string") {
    return problem(404, "There is no such account in the estate.");
  }
  const parsed = parsePolicy(document);
  if (!parsed.ok) return problem(400, "The document is not an IAM policy.", JSON.stringify(parsed));
  const [sidFault] = findSidFaults(parsed.document);
  if (sidFault) return problem(400, SID_REFUSALS[sidFault.fault]);
  replaceCadoPolicy(world.estate, account, { ...parsed.document });
  return json(200, { replaced: account });
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

const JSON_HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

function json(status: number, value: unknown): Reply {
  return { status, headers: JSON_HEADERS, body: Buffer.from(`${JSON.stringify(value, null, 2)}\n`) };
}

/** For answers that can have a hundred thousand nodes in them. */
function compactJson(value: unknown): Reply {
  return { status: 200, headers: JSON_HEADERS, body: Buffer.from(`${JSON.stringify(value)}\n`) };
}

function notRecorded(): Reply {
  return problem(409, "Writes are not recorded. Start the stand-in with CADO_REACH_DEMO_RECORD=1.");
}

function problem(status: number, ...problems: readonly string[]): Reply {
  return json(status, { problems });
}
