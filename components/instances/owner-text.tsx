import type { Tags } from "#lib/domain/node.ts";
import { OWNER_NAMES, ownershipOf } from "#lib/domain/ownership.ts";

/** What a node belongs to, told from its tags: the one that replaces it soonest. */
export function OwnerText({ tags }: { tags: Tags | null }) {
  const [owner] = ownershipOf(tags);
  if (owner === undefined) return <span className="text-ink-3">{tags === null ? "(not read)" : "–"}</span>;
  return (
    <bdi title={`${OWNER_NAMES[owner.kind]} ${owner.name}`} className="text-ink-2">
      {owner.name}
    </bdi>
  );
}
