import { ServiceError } from "../service-error.ts";

/** The parameters of an ec2Query or awsQuery request: form-encoded names with dots and counters, each name once. */
export class QueryParameters {
  readonly #values: ReadonlyMap<string, string>;

  constructor(...encoded: readonly string[]) {
    this.#values = new Map(encoded.flatMap((text) => [...new URLSearchParams(text)]));
  }

  names(): IterableIterator<string> {
    return this.#values.keys();
  }

  text(name: string): string | undefined {
    return this.#values.get(name);
  }

  required(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined) throw new ServiceError("MissingParameter", `The request must contain the parameter ${name}`);
    return value;
  }

  /** `true` or `false` as AWS reads them; false where the parameter is not there. */
  flag(name: string): boolean {
    const value = this.#values.get(name)?.toLowerCase();
    if (value === undefined || value === "false") return false;
    if (value === "true") return true;
    throw new ServiceError("InvalidParameterValue", `Invalid value '${value}' for ${name}. Must be true or false`);
  }

  /** A whole number, or undefined where the parameter is not there. */
  integer(name: string): number | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    if (/^-?\d{1,9}$/.test(value)) return Number(value);
    throw new ServiceError("InvalidParameterValue", `Value ( ${value} ) for parameter ${name} is invalid.`);
  }

  /** The values of `prefix.1`, `prefix.2`, … by rising number; gaps between the numbers do not matter. */
  list(prefix: string): string[] {
    return this.#numbered(prefix)
      .map(({ index }) => this.#values.get(`${prefix}.${index}`))
      .filter((value) => value !== undefined);
  }

  /** The distinct beginnings `prefix.1`, `prefix.2`, … of a list of structures, by rising number. */
  members(prefix: string): string[] {
    return [...new Set(this.#numbered(prefix).map(({ index }) => `${prefix}.${index}`))];
  }

  #numbered(prefix: string): { index: string }[] {
    const start = prefix.length + 1;
    const found: { index: string }[] = [];
    for (const name of this.#values.keys()) {
      if (!name.startsWith(prefix) || name[prefix.length] !== ".") continue;
      const end = name.indexOf(".", start);
      const index = end < 0 ? name.slice(start) : name.slice(start, end);
      if (/^\d+$/.test(index)) found.push({ index });
    }
    return found.sort((a, b) => Number(a.index) - Number(b.index));
  }
}
