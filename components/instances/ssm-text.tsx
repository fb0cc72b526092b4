import { StatusShape, type StatusTone } from "#components/ui/status-shape.tsx";
import type { SsmState } from "#lib/domain/node.ts";
import { Moment } from "./moment.tsx";

export const SSM_WORDS: Readonly<Record<SsmState, string>> = {
  online: "Online",
  "connection-lost": "Lost",
  inactive: "Inactive",
  "not-managed": "Not managed",
  unknown: "Unknown",
};

const TONES: Readonly<Record<SsmState, StatusTone>> = {
  online: "full",
  "connection-lost": "open",
  inactive: "open",
  "not-managed": "open",
  unknown: "unknown",
};

/** What SSM says of a node; for one that went silent, how long ago it was heard last. */
export function SsmText({ ssm, lastPing }: { ssm: SsmState; lastPing: number | null }) {
  const silent = ssm === "connection-lost" || ssm === "inactive";
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 align-middle text-ink-2">
      <StatusShape tone={TONES[ssm]} />
      <span className="truncate">
        {SSM_WORDS[ssm]}
        {silent && lastPing !== null && (
          <>
            {" "}
            <Moment at={lastPing * 1000} as="age" />
          </>
        )}
      </span>
    </span>
  );
}
