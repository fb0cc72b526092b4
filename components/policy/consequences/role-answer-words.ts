import { formatNumber } from "#components/ui/count.tsx";
import type { AccountAnswers, AnswerCounts, RoleQuestion } from "#lib/inventory/role-answers.ts";

export type QuestionWords = {
  words: string;
  action: string;
  /** "Yes" is what Cado needs; for tagging itself in it is a hole. */
  wanted: boolean;
};

/** The one table of words for what a role may do besides reaching nodes. */
export const QUESTION_WORDS: Readonly<Record<RoleQuestion, QuestionWords>> = {
  "list-nodes": { words: "List nodes", action: "ssm:DescribeInstanceInformation", wanted: true },
  "read-results": { words: "Read results", action: "ssm:GetCommandInvocation", wanted: true },
  "end-own-sessions": { words: "End its own sessions", action: "ssm:TerminateSession", wanted: true },
  "tag-itself": { words: "Tag nodes in by itself", action: "ec2:CreateTags", wanted: false },
};

/** "Yes" and "no" only where all are known and alike; else how many of how many. */
export function answerWords({ allowed, denied, unknown }: AnswerCounts): string {
  const all = allowed + denied + unknown;
  if (all === 0) return "–";
  if (allowed === all) return "Yes";
  if (denied === all) return "No";
  if (allowed === 0) return unknown === all ? "Unknown" : `Unknown on ${formatNumber(unknown)} of ${formatNumber(all)}`;
  return `${unknown > 0 ? "At least " : ""}${formatNumber(allowed)} of ${formatNumber(all)}`;
}

/** Whether the answer is how it should be: all of what is needed, nothing of what is a hole; null where nothing is known. */
export function isWell({ allowed, denied, unknown }: AnswerCounts, { wanted }: QuestionWords): boolean | null {
  const all = allowed + denied + unknown;
  if (unknown > 0 || all === 0) return (wanted ? denied : allowed) > 0 ? false : null;
  return (wanted ? allowed : denied) === all;
}

/** One question's counts over all accounts. */
export function overAccounts(answers: readonly AccountAnswers[], question: RoleQuestion): AnswerCounts {
  const sum = { allowed: 0, denied: 0, unknown: 0 };
  for (const account of answers) {
    const counts = account.answers[question];
    sum.allowed += counts.allowed;
    sum.denied += counts.denied;
    sum.unknown += counts.unknown;
  }
  return sum;
}
