import { askDocument, askNode } from "#lib/domain/ask-policy.ts";
import type { AuthorizationAnswer, AuthorizationRequest, Authorize } from "#lib/domain/authorization.ts";
import { CAPABILITY_NEEDS, documentsFor } from "#lib/domain/capability.ts";
import type { Node } from "#lib/domain/node.ts";
import type { Capability } from "#lib/domain/verdict.ts";

/** One leg of a verdict: the request that is put to IAM, and our answer to it. */
export type SimulationQuestion = {
  capability: Capability;
  leg: "node" | "document";
  request: AuthorizationRequest;
  ours: AuthorizationAnswer;
};

/** The very requests that the verdict on a node's capability asks our evaluator, so that another can be asked the same. */
export function simulationQuestions(node: Node, capability: Capability, authorize: Authorize): readonly SimulationQuestion[] {
  const { action } = CAPABILITY_NEEDS[capability];
  const documents = documentsFor(capability, node.platform);
  return [
    { capability, leg: "node", ...recorded(authorize, (ask) => askNode(ask, action, node, node.tags)) },
    ...documents.map((document) => ({
      capability,
      leg: "document" as const,
      ...recorded(authorize, (ask) => askDocument(ask, action, node, document)),
    })),
  ];
}

/** The first request is the call itself; a second one, on behalf of AWS's own call behind it, only refines the answer. */
function recorded(authorize: Authorize, ask: (recording: Authorize) => AuthorizationAnswer) {
  const requests: AuthorizationRequest[] = [];
  const ours = ask((request) => {
    requests.push(request);
    return authorize(request);
  });
  const [request] = requests;
  if (request === undefined) throw new Error("a leg asks at least one request");
  return { request, ours };
}
