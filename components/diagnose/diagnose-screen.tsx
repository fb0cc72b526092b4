"use client";

import { useDeferredValue, useMemo } from "react";
import { useEstate } from "#components/estate/use-estate.ts";
import { verdictsInForce } from "#components/estate/verdicts-in-force.ts";
import { useRoles } from "#components/roles/use-roles.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { adviseOnDenial } from "#lib/denial/advise.ts";
import { knownInEstate } from "#lib/denial/known-in-estate.ts";
import { adviseOnLookAlike } from "#lib/denial/look-alike.ts";
import { parseDenial } from "#lib/denial/parse-denial.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { DenialAnswer } from "./denial-answer.tsx";
import { exampleDenials } from "./example-denials.ts";
import { LookAlike } from "./look-alike.tsx";
import { useDenialText } from "./use-denial-text.ts";

export type DiagnoseScreenProps = { inForce: PolicyInForce };

/** Paste an error; under it what was denied, what is true now, and what to do. Read in the browser: nothing is sent. */
export function DiagnoseScreen({ inForce }: DiagnoseScreenProps) {
  const [text, setText] = useDenialText();
  const estate = useEstate();
  const roles = useRoles(inForce === "role");
  const { snapshot } = estate;
  const shown = useDeferredValue(text);
  const denial = useMemo(() => parseDenial(shown), [shown]);
  const answer = useMemo(() => {
    if (!denial.denial) return null;
    const { authorize } = verdictsInForce(estate.snapshot, {
      policy: inForce,
      roles: roles.answer,
    });
    const known = knownInEstate(estate.snapshot, denial, () => authorize);
    return { facts: denial, known, advice: adviseOnDenial(denial, known, estate.snapshot.tag) };
    // The snapshot is changed in place; `estate` is another object whenever that happened.
  }, [denial, estate, inForce, roles.answer]);
  const examples = useMemo(() => exampleDenials(estate.snapshot), [estate]);

  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-6 px-3 py-5 sm:px-6">
      <header>
        <h1 className="text-xl font-semibold">Diagnose</h1>
        <p className="mt-0.5 max-w-prose text-ink-2">
          Paste an error from AWS, as it came: from a command line, an SDK, CloudTrail, Terraform, a log or a ticket. It is read
          in this browser and not sent anywhere.
        </p>
      </header>
      <div className="flex flex-col gap-2">
        <div className="flex items-end justify-between gap-2">
          <label htmlFor="denial" className="text-xs font-medium text-ink-2">
            Paste the error
          </label>
          {text !== "" && (
            <Button size="sm" variant="ghost" onClick={() => setText("")}>
              Clear
            </Button>
          )}
        </div>
        <textarea
          id="denial"
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={7}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          placeholder="An error occurred (AccessDeniedException) when calling the SendCommand operation: …"
          className="ident w-full resize-y rounded-md border border-line-strong bg-surface px-3 py-2 [overflow-wrap:anywhere]"
        />
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="mr-1 text-xs text-ink-3">Examples</span>
          {examples.map((example) => (
            <Button key={example.label} size="sm" onClick={() => setText(example.text)}>
              {example.label}
            </Button>
          ))}
        </div>
      </div>
      {estate.connection.state === "cut" && <ProblemNotice problem={estate.connection.problem} announce />}
      <div aria-live="polite" className="contents">
        {answer !== null && <DenialAnswer {...answer} snapshot={snapshot} />}
        {answer === null && !denial.denial && shown.trim() !== "" && <LookAlike advice={adviseOnLookAlike(denial)} />}
      </div>
    </div>
  );
}
