import type { ReactNode } from "react";

/** Facts of one section, name and value in two columns; one under the other where it is narrow. */
export function FactRows({ children }: { children: ReactNode }) {
  return <dl className="panel flex flex-col px-3">{children}</dl>;
}

export type FactRowProps = { name: string; children: ReactNode /** What it means or where it comes from. */; note?: ReactNode };

export function FactRow({ name, children, note }: FactRowProps) {
  return (
    <div className="grid gap-x-4 border-b py-2 last:border-b-0 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">
        {children}
        {note && <p className="text-xs text-ink-3">{note}</p>}
      </dd>
    </div>
  );
}
