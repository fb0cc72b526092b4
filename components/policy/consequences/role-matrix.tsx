"use client";

import { accountLabel } from "#components/instances/account-label.ts";
import { classNames } from "#components/ui/class-names.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { type AnswerCounts, ROLE_QUESTIONS, type RoleQuestion } from "#lib/inventory/role-answers.ts";
import type { Consequences } from "./consequences.ts";
import { answerWords, isWell, overAccounts, QUESTION_WORDS } from "./role-answer-words.ts";

export type RoleMatrixProps = { consequences: Consequences };

/** What else the role may do, before and after: over the estate, and account by account. */
export function RoleMatrix({ consequences: { answers, snapshot } }: RoleMatrixProps) {
  if (answers === null) return null;
  const accounts = answers.after.map((after) => ({
    after,
    before: answers.before.find(({ account }) => account === after.account) ?? after,
    name: accountLabel(snapshot.accounts, after.account),
  }));
  return (
    <section aria-labelledby="role-answers" className="panel">
      <div className="border-b px-3 py-2">
        <h3 id="role-answers" className="font-semibold">
          What else the role may do
        </h3>
        <p className="text-xs text-ink-2">
          In account-regions; tagging, on nodes. A role that can tag nodes in makes the tag worth nothing.
        </p>
      </div>
      <table className="w-full text-xs">
        <thead>
          <Head first="Call" />
        </thead>
        <tbody>
          {ROLE_QUESTIONS.map((question) => (
            <tr key={question} className="border-t align-baseline">
              <th scope="row" className="py-1 pl-3 text-left font-normal">
                {QUESTION_WORDS[question].words}
                <span className="ident block text-2xs break-all text-ink-3">{QUESTION_WORDS[question].action}</span>
              </th>
              <Answer question={question} counts={overAccounts(answers.before, question)} />
              <Answer question={question} counts={overAccounts(answers.after, question)} />
            </tr>
          ))}
        </tbody>
      </table>
      {accounts.length > 1 && (
        <details className="border-t">
          <summary className="px-3 py-2 text-xs text-ink-2">By account</summary>
          <ScrollRegion aria-label="What else the role may do, by account" className="max-h-72">
            <table className="w-full text-xs">
              <thead>
                <Head first="Account" />
              </thead>
              {accounts.map(({ before, after, name }) => (
                <tbody key={after.account} className="border-t">
                  <tr>
                    <th scope="rowgroup" colSpan={3} className="truncate px-3 pt-1 text-left font-medium">
                      <bdi>{name}</bdi>
                    </th>
                  </tr>
                  {ROLE_QUESTIONS.map((question) => (
                    <tr key={question} className="align-baseline">
                      <th scope="row" className="py-0.5 pl-3 text-left font-normal text-ink-2">
                        {QUESTION_WORDS[question].words}
                      </th>
                      <Answer question={question} counts={before.answers[question]} />
                      <Answer question={question} counts={after.answers[question]} />
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </ScrollRegion>
        </details>
      )}
    </section>
  );
}

function Head({ first }: { first: string }) {
  return (
    <tr className="text-ink-3">
      <th scope="col" className="py-1.5 pl-3 text-left font-medium">
        {first}
      </th>
      <th scope="col" className="px-2 py-1.5 text-left font-medium">
        Before
      </th>
      <th scope="col" className="py-1.5 pr-3 pl-2 text-left font-medium">
        After
      </th>
    </tr>
  );
}

function Answer({ question, counts }: { question: RoleQuestion; counts: AnswerCounts }) {
  const well = isWell(counts, QUESTION_WORDS[question]);
  return (
    <td
      className={classNames(
        "px-2 py-1 tabular-nums last:pr-3",
        well === null ? "text-unknown" : well ? "text-reachable" : "text-danger",
      )}
    >
      {answerWords(counts)}
    </td>
  );
}
