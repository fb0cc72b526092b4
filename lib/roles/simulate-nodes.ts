import "server-only";
import type { AwsAccess } from "#lib/aws/aws-access.ts";
import { type AwsError, type AwsFault, toAwsError } from "#lib/aws/aws-problem.ts";
import { type Simulate, type SimulationSubject, simulatePolicy } from "#lib/aws/simulate-policy.ts";
import type { Authorize } from "#lib/domain/authorization.ts";
import type { AccountId } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import { compareSimulation, countAgreements } from "#lib/policy/compare-simulation.ts";
import type { SimulatedAnswer, SimulatedNode, SimulationAnswer } from "#lib/policy/simulation.ts";
import { type SimulationQuestion, simulationQuestions } from "#lib/policy/simulation-questions.ts";
import { inParallel } from "#lib/tagging/in-parallel.ts";

export type SimulateNodes = {
  aws: AwsAccess;
  nodes: readonly Node[];
  capabilities: readonly Capability[];
  /** Our evaluator of the same policies. */
  authorize: Authorize;
  /** The policies that AWS is to simulate for nodes of an account, or why there are none. */
  subjectOf: (account: AccountId) => SimulationSubject | { problem: Problem };
  signal: AbortSignal;
};

/** Calls that wait for AWS at the same time; the pacer holds them to a few a second. */
const CALLS_AT_ONCE = 6;

/**
 * Asks AWS's policy simulator and our evaluator the same about each node and document, and says where they differ. What
 * AWS does not take (an ARN, a policy) is not answered, nor are the nodes of an account that refuses the calls. Where nothing
 * at all was answered for such a refusal, it is thrown as AwsError.
 */
export async function simulateNodes(options: SimulateNodes): Promise<SimulationAnswer> {
  const { nodes, capabilities, authorize } = options;
  const asked = nodes.map((node) => ({
    node,
    questions: capabilities.flatMap((capability) => simulationQuestions(node, capability, authorize)),
  }));
  const answers = await answerOf(options, groupCalls(asked));
  const simulated = asked.map(({ node, questions }): SimulatedNode => {
    const { account, region, id } = node;
    const legs = questions.map(({ capability, leg, request, ours }) => {
      const { action, resource } = request;
      const aws: SimulatedAnswer =
        node.tags === null && leg === "node" ? TAGS_UNREAD : (answers.get(answerKey(account, request)) ?? NO_ANSWER);
      return { capability, leg, action, resource, aws, ours, agreement: compareSimulation(aws, ours) };
    });
    return { account, region, id, legs };
  });
  return { nodes: simulated, counts: countAgreements(simulated) };
}

/** Questions that one call can answer: the same resource, with the same facts. */
type SimulationCall = Pick<Simulate, "resource" | "context"> & { account: AccountId; actions: Set<string> };

type Request = SimulationQuestion["request"];

function groupCalls(asked: readonly { node: Node; questions: readonly SimulationQuestion[] }[]): readonly SimulationCall[] {
  const calls = new Map<string, SimulationCall>();
  for (const { node, questions } of asked) {
    for (const { leg, request } of questions) {
      if (node.tags === null && leg === "node") continue;
      const { action, resource, context } = request;
      const key = JSON.stringify([node.account, resource, context]);
      const call = calls.get(key) ?? { account: node.account, resource, context, actions: new Set() };
      call.actions.add(action);
      calls.set(key, call);
    }
  }
  return [...calls.values()];
}

async function answerOf(
  { aws, subjectOf, signal }: SimulateNodes,
  calls: readonly SimulationCall[],
): Promise<ReadonlyMap<string, SimulatedAnswer>> {
  const answers = new Map<string, SimulatedAnswer>();
  const refusals = new Map<AccountId, AwsError>();
  await inParallel(calls, CALLS_AT_ONCE, async ({ account, resource, context, actions }) => {
    const answer = (action: string, value: SimulatedAnswer) =>
      answers.set(answerKey(account, { action, resource, context }), value);
    const unanswered = (problem: Problem) => actions.forEach((action) => void answer(action, { answered: false, problem }));
    const subject = subjectOf(account);
    const refused = refusals.get(account);
    if ("problem" in subject) return unanswered(subject.problem);
    if (refused !== undefined) return unanswered(refused.problem);
    try {
      const decisions = await simulatePolicy(aws.iam(account), { subject, actions: [...actions], resource, context, signal });
      for (const [action, decision] of decisions) answer(action, { answered: true, ...decision });
    } catch (error) {
      const failed = toAwsError(error, { action: "iam:SimulateCustomPolicy", account });
      if (failed.fault === "unexpected") throw error;
      if (!ABOUT_THE_QUESTION.has(failed.fault)) refusals.set(account, failed);
      unanswered(failed.problem);
    }
  });
  const [refusal] = refusals.values();
  if (refusal !== undefined && ![...answers.values()].some(({ answered }) => answered)) throw refusal;
  return answers;
}

/** InvalidInput (400) and PolicyEvaluation (500) tell of one question; others may be answered. */
const ABOUT_THE_QUESTION: ReadonlySet<AwsFault> = new Set<AwsFault>(["rejected", "server"]);

function answerKey(account: AccountId, { action, resource, context }: Pick<Request, "action" | "resource" | "context">): string {
  return JSON.stringify([account, action, resource, context]);
}

const TAGS_UNREAD: SimulatedAnswer = {
  answered: false,
  problem: { code: "tags-unread", title: "The tags of this node were not read, so AWS was not asked about it." },
};

const NO_ANSWER: SimulatedAnswer = {
  answered: false,
  problem: { code: "no-answer", title: "AWS’s simulator said nothing about this." },
};
