"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { StatusMark } from "#components/ui/status-mark.tsx";
import type { Problem } from "#lib/domain/problem.ts";
import type { WebhookLast } from "#lib/domain/setup-facts.ts";
import { sendTestWebhook } from "./send-test-webhook.ts";
import { eventWords, lastWords } from "./settings-words.ts";

export type WebhookItemProps = {
  url: string;
  events: readonly string[];
  coverageBelow: number | null;
  last: WebhookLast | null;
  /** The test is recorded, so it needs the database. */
  canTest: boolean;
};

const TONES = { delivered: "full", retrying: "half", "given-up": "barred" } as const;

/** One receiver: what it is told of, what last came of it, and a button that finds out now. */
export function WebhookItem({ url, events, coverageBelow, last: known, canTest }: WebhookItemProps) {
  const [last, setLast] = useState(known);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function test() {
    setBusy(true);
    const result = await sendTestWebhook(url);
    setBusy(false);
    setProblem(result.ok ? null : result.problem);
    if (result.ok) setLast(result.last);
  }

  return (
    <li className="flex flex-col gap-2 border-b py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 [overflow-wrap:anywhere]">
          <p className="ident">{url}</p>
          <p className="text-ink-2">When {events.map((event) => eventWords(event, coverageBelow)).join(", ")}</p>
        </div>
        <Button size="sm" busy={busy} disabled={!canTest} onClick={test}>
          Send a test
        </Button>
      </div>
      <div aria-live="polite" className="flex flex-wrap items-baseline gap-x-2 [overflow-wrap:anywhere]">
        {last === null ? (
          <span className="text-ink-3">Nothing was sent yet.</span>
        ) : (
          <>
            <StatusMark tone={TONES[last.state]} className="[&>span]:whitespace-normal">
              {lastWords(last)}
            </StatusMark>
            <LocalTime at={last.at} className="text-xs text-ink-3" />
          </>
        )}
      </div>
      {problem !== null && <ProblemNotice problem={problem} announce />}
    </li>
  );
}
