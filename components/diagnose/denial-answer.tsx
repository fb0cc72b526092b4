"use client";

import Link from "next/link";
import { createSerializer } from "nuqs/server";
import type { ReactNode } from "react";
import { instancesUrl } from "#components/instances/instances-url.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { DenialAdvice, KnownNode } from "#lib/denial/advice.ts";
import type { DenialFacts } from "#lib/denial/denial.ts";
import { summariseDenial } from "#lib/denial/summarise-denial.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { DecodedMessage } from "./decoded-message.tsx";
import { DenialFactList } from "./denial-facts.tsx";
import { KnownNodeList } from "./known-node.tsx";

export type DenialAnswerProps = { facts: DenialFacts; advice: DenialAdvice; known: KnownNode; snapshot: Snapshot };

const TAG_WORDS: Readonly<Record<DenialAdvice["tag"], { words: string; tone: "half" | "neutral" | "unknown" }>> = {
  "is-the-reason": { words: "The tag is the reason", tone: "half" },
  "is-not-the-reason": { words: "Not a missing tag", tone: "neutral" },
  "may-be-the-reason": { words: "It may be the tag", tone: "unknown" },
};

const serialize = createSerializer(instancesUrl);

/** What was denied in one sentence; what it means and what to do; the facts; what is true of the node now. */
export function DenialAnswer({ facts, advice, known, snapshot }: DenialAnswerProps) {
  const { words, tone } = TAG_WORDS[advice.tag];
  return (
    <div className="flex flex-col gap-6">
      <p className="text-lg font-medium [overflow-wrap:anywhere]">{summariseDenial(facts)}</p>
      <section aria-labelledby="advice" className="panel p-4">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 id="advice" className="min-w-0 text-base font-semibold [overflow-wrap:anywhere]">
            {advice.title}
          </h2>
          <Badge tone={tone}>{words}</Badge>
        </div>
        {advice.detail !== "" && <p className="mt-1 text-ink-2 [overflow-wrap:anywhere]">{advice.detail}</p>}
        <h3 className="mt-3 text-xs font-semibold text-ink-3">What to do</h3>
        <ol className="mt-1 flex list-decimal flex-col gap-1 pl-5">
          {advice.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <AdviceAction advice={advice} known={known} />
      </section>
      {facts.encodedMessage !== undefined && (
        <DecodedMessage
          key={facts.encodedMessage}
          encodedMessage={facts.encodedMessage}
          account={decodeAccount(facts, snapshot)}
        />
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        <Part title="What the message says">
          <DenialFactList facts={facts} />
        </Part>
        <Part title="What is true now">
          <NowPart known={known} snapshot={snapshot} />
        </Part>
      </div>
    </div>
  );
}

function AdviceAction({ advice: { action }, known }: { advice: DenialAdvice; known: KnownNode }) {
  const toNode = known.state === "known" ? serialize("/", { node: known.node }) : null;
  const isTagging = action === "tag" || action === "normalise";
  if (!isTagging && action !== "policy" && toNode === null) return null;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {isTagging && toNode !== null && (
        <Link href={toNode} className={buttonClass({ variant: "primary" })}>
          {action === "tag" ? "Tag this node…" : "Fix the tag…"}
        </Link>
      )}
      {action === "policy" && (
        <Link href="/policy?variant=corrected" className={buttonClass({ variant: "primary" })}>
          See the corrected policy
        </Link>
      )}
      {toNode !== null && !isTagging && (
        <Link href={toNode} className={buttonClass()}>
          Show the node
        </Link>
      )}
    </div>
  );
}

function NowPart({ known, snapshot }: { known: KnownNode; snapshot: Snapshot }) {
  switch (known.state) {
    case "known":
      return <KnownNodeList known={known} snapshot={snapshot} />;
    case "none":
      return <p className="text-ink-2">The message names no node, so there is none to look up.</p>;
    case "not-listed":
      return <p className="text-ink-2">Everything that was read was looked through: the node is not in this estate.</p>;
    case "unread":
      return (
        <Notice title="Not known">
          The node was not found, and not everything was read: its account and region may be a gap, or still be on its way.
        </Notice>
      );
  }
}

/** AWS decodes a message only in the account that was called; one that is not of this estate cannot be asked. */
function decodeAccount({ account }: DenialFacts, snapshot: Snapshot): string | undefined {
  return account !== undefined && snapshot.cells.some((cell) => cell.account === account) ? account : undefined;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}
