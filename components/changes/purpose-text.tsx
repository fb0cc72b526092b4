import { Badge } from "#components/ui/badge.tsx";
import type { JobPurpose } from "#lib/domain/tagging.ts";

/** Why: what somebody gave as the reason, and the case. Other people's text. */
export function PurposeText({ reason, reference }: Pick<JobPurpose, "reason" | "reference">) {
  return (
    <span className="[overflow-wrap:anywhere]">
      {reason !== "" && <bdi>{reason}</bdi>}
      {/* A space, not a margin: it is copied and read aloud too. */}
      {reason !== "" && reference !== "" && " "}
      {reference !== "" && (
        <Badge className="align-baseline">
          <bdi className="min-w-0 [overflow-wrap:anywhere]">{reference}</bdi>
        </Badge>
      )}
    </span>
  );
}
