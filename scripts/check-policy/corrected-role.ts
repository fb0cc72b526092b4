import type { StandIn } from "../../lib/demo/server.ts";
import type { NamedPolicy } from "../../lib/policy/named-policy.ts";
import { parsePolicy } from "../../lib/policy/parse-policy.ts";
import { correctPolicies } from "../../lib/policy/rewrite/correct-policies.ts";
import type { Correction, CorrectionOptions } from "../../lib/policy/rewrite/correction.ts";

/** Corrects the one policy of Cado's role in the account, and puts the result in its place over the control endpoint. */
export async function correctRole(
  standIn: StandIn,
  account: StandIn["estate"]["accounts"][number],
  options: CorrectionOptions,
): Promise<Correction> {
  const correction = correctPolicies(policiesOf(account.cadoRole), options);
  const [only, ...more] = correction.policies;
  if (only === undefined || more.length > 0) throw new Error(`Cado's role in ${account.id} does not have one policy.`);
  const answer = await fetch(`${standIn.url}/_control/role-policy`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ account: account.id, document: only.document }),
  });
  if (!answer.ok) throw new Error(`The stand-in refused the policy of ${account.id}: ${await answer.text()}`);
  return correction;
}

type CadoRole = StandIn["estate"]["accounts"][number]["cadoRole"];

function policiesOf({ inline, attached }: CadoRole): readonly NamedPolicy[] {
  const read = (name: string, kind: NamedPolicy["kind"], json: unknown): NamedPolicy => {
    const parsed = parsePolicy(json);
    if (!parsed.ok) throw new Error(`${name} is not a policy: ${JSON.stringify(parsed.problems)}`);
    return { name, kind, document: parsed.document };
  };
  return [
    ...[...inline].map(([name, json]) => read(name, "inline", json)),
    ...attached.map(({ name, document }) => read(name, "managed", document)),
  ];
}
