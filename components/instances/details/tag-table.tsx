import { Badge } from "#components/ui/badge.tsx";
import type { Tags } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/** Every tag as AWS holds it: those that concern Cado first, AWS's own last. */
export function TagTable({ tags, spec }: { tags: Tags | null; spec: TagSpec }) {
  if (tags === null) return <p className="text-ink-2">The tags could not be read.</p>;
  const wanted = spec.key.toLowerCase();
  const rank = (key: string) => (key.toLowerCase() === wanted ? 0 : key.startsWith("aws:") ? 2 : 1);
  const entries = Object.entries(tags).toSorted(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other));
  if (entries.length === 0) return <p className="text-ink-2">It has no tags.</p>;
  return (
    <dl className="flex flex-col">
      {entries.map(([key, value]) => (
        <div key={key} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-3 border-b py-1.5 last:border-b-0">
          <dt className="min-w-0 break-words text-ink-2">
            <bdi>{key}</bdi>
            {rank(key) === 0 && (
              <Badge tone="accent" className="ml-1.5">
                Cado
              </Badge>
            )}
          </dt>
          <dd className="min-w-0 break-words whitespace-pre-wrap">
            {value === "" ? <span className="text-ink-3">(empty)</span> : <bdi>{value}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
