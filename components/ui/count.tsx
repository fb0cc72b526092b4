const FORMAT = new Intl.NumberFormat("en");

/** A count with its thousands set apart: 12,345. The interface speaks English, so its numbers do too. */
export function formatNumber(value: number): string {
  return FORMAT.format(value);
}

/** "1 instance", "12,345 instances". */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

export type CountProps = {
  value: number;
  /** Something could not be read, so that there may be more. */
  atLeast?: boolean;
};

/** A count; "at least" in front of it where it may be more. */
export function Count({ value, atLeast = false }: CountProps) {
  return (
    <span className="tabular-nums">
      {atLeast && "at least "}
      {formatNumber(value)}
    </span>
  );
}
