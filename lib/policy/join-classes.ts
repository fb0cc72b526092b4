import type { FactClasses } from "./fact-classes.ts";

/** What any of several policies tells apart, where the account says which of them answers. */
export function joinClasses(all: readonly FactClasses[]): FactClasses {
  const ids = all.map((classes) => classes.ids);
  const tests = ids.flatMap(({ classOf }) => (classOf === null ? [] : [classOf]));
  return {
    account: (account) => account,
    region: (region) => joined(all.map((classes) => classes.region(region))),
    tag: (key, value) => joined(all.map((classes) => classes.tag(key, value))),
    ids: {
      named: new Set(ids.flatMap(({ named }) => [...named])),
      classOf: tests.length === 0 ? null : (resource, arn) => joined(tests.map((test) => test(resource, arn))),
      each: ids.some(({ each }) => each),
    },
  };
}

function joined(classes: readonly string[]): string {
  return classes.length === 1 ? (classes[0] ?? "") : JSON.stringify(classes);
}
