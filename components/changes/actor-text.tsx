import type { Actor } from "#lib/domain/actor.ts";
import { actorDetail, actorName } from "./actor-words.ts";

/** Who did it, and how they came. */
export function ActorText({ actor }: { actor: Actor }) {
  return (
    <span className="[overflow-wrap:anywhere]">
      <bdi className="font-medium text-ink">{actorName(actor)}</bdi> <span className="text-ink-3">{actorDetail(actor)}</span>
    </span>
  );
}
