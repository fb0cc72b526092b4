/** Numbers the values that a line uses, in order of first use. */
export class LocalCodes<Value> {
  readonly used: Value[] = [];
  readonly #codes = new Map<Value, number>();

  of(value: Value): number {
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    const next = this.used.length;
    this.#codes.set(value, next);
    this.used.push(value);
    return next;
  }
}
