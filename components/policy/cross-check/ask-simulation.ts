import { readProblem } from "#components/estate/read-problem.ts";
import type { NodeKey } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import type { SimulationAnswer } from "#lib/policy/simulation.ts";

export type SimulationQuestion = {
  /** null: the role that each account has. */
  policies: readonly NamedPolicy[] | null;
  boundary: NamedPolicy | null;
  nodes: readonly NodeKey[];
};

/** Has the server compare AWS's simulator with our evaluator, or says why it could not. */
export async function askSimulation(
  { policies, boundary, nodes }: SimulationQuestion,
  signal: AbortSignal,
): Promise<SimulationAnswer | Problem> {
  const given = policies === null ? {} : { policies: policies.map(plain), boundary: boundary && plain(boundary) };
  try {
    const response = await fetch("/api/policy/simulate", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...given, nodes }),
      signal,
    });
    return response.ok ? await response.json() : await readProblem(response);
  } catch (error) {
    return {
      code: "server-unreachable",
      title: "The dashboard's server did not answer.",
      detail: error instanceof Error ? error.message : String(error),
      remedy: "Look whether it is still running, then try again.",
    };
  }
}

/** A policy that was read from a text has more members, which are nobody else's. */
function plain({ name, kind, document }: NamedPolicy): NamedPolicy {
  return { name: name.slice(0, 200), kind, document };
}
