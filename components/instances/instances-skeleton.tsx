import { Skeleton } from "#components/ui/skeleton.tsx";

const WIDTHS = ["w-40", "w-28", "w-48", "w-36", "w-44", "w-32", "w-40", "w-52", "w-36", "w-28"];

/** The place of the table until the first line of the stream. */
export function InstancesSkeleton() {
  return (
    <div role="status" aria-label="Loading instances" className="flex-1 overflow-hidden bg-surface">
      <div className="h-[34px] border-b bg-sunken" />
      {WIDTHS.map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture.
        <div key={at} className="flex h-9 items-center gap-6 border-b px-3">
          <Skeleton className="size-4" />
          <Skeleton className={width} />
          <Skeleton className="w-36 max-sm:hidden" />
          <Skeleton className="w-24 max-md:hidden" />
          <Skeleton className="ml-auto w-28" />
        </div>
      ))}
    </div>
  );
}
