"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { type DecodeAnswer, decodeMessage } from "./decode-message.ts";

export type DecodedMessageProps = { encodedMessage: string; account: string | undefined };

/** AWS's encoded message, decoded when asked. Give it the message as its key, so that another one begins anew. */
export function DecodedMessage({ encodedMessage, account }: DecodedMessageProps) {
  const [answer, setAnswer] = useState<DecodeAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const decode = async () => {
    setBusy(true);
    setAnswer(await decodeMessage(encodedMessage, account));
    setBusy(false);
  };
  return (
    <section aria-label="Encoded message" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 text-ink-2">
          The message carries what AWS decided, encoded. Decoding it calls sts:DecodeAuthorizationMessage
          {account === undefined ? "" : ` in ${account}`}.
        </p>
        <Button onClick={decode} busy={busy}>
          Decode the message
        </Button>
      </div>
      {answer?.ok === false && <ProblemNotice problem={answer.problem} announce />}
      {answer?.ok && <CodeBlock code={answer.text} language="json" label="Decoded message" className="max-h-96" />}
    </section>
  );
}
