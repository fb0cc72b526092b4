import { CopyButton } from "#components/ui/copy-button.tsx";
import type { DenialFacts } from "#lib/denial/denial.ts";

const NAMES = [
  ["action", "Action"],
  ["resource", "Resource"],
  ["principal", "Principal"],
  ["role", "Role"],
  ["sessionName", "Session"],
  ["account", "Account"],
  ["region", "Region"],
  ["partition", "Partition"],
  ["code", "Error code"],
  ["operation", "Operation"],
  ["policyArn", "Policy"],
  ["authorizationId", "Authorization id"],
] as const satisfies readonly (readonly [keyof DenialFacts, string])[];

const DENIES: Readonly<Record<DenialFacts["deny"], string>> = {
  implicit: "Implicit: nothing allows it",
  explicit: "Explicit: a Deny statement",
  unspecified: "Not said",
};

/** Everything that the text told, nothing else. */
export function DenialFactList({ facts }: { facts: DenialFacts }) {
  const by = [facts.policyType, facts.through && `through a ${facts.through}`].filter((part) => part !== undefined).join(", ");
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)]">
      <Fact name="Denied by" value={by === "" ? "Not said" : by} />
      <Fact name="Kind of denial" value={DENIES[facts.deny]} />
      {NAMES.map(([key, name]) => {
        const value = facts[key];
        return value === undefined ? null : <Fact key={key} name={name} value={value} copy />;
      })}
    </dl>
  );
}

function Fact({ name, value, copy = false }: { name: string; value: string; copy?: boolean }) {
  return (
    <>
      <dt className="border-t py-1.5 pr-4 text-ink-2 first-of-type:border-t-0">{name}</dt>
      <dd className="flex min-w-0 items-start justify-between gap-2 border-t py-1.5 first-of-type:border-t-0">
        <span className={copy ? "ident min-w-0 [overflow-wrap:anywhere]" : "min-w-0"}>{value}</span>
        {copy && <CopyButton iconOnly text={value} label={`Copy: ${name}`} className="-my-1" />}
      </dd>
    </>
  );
}
