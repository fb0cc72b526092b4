import { DOCUMENTED_TAG } from "../../lib/domain/tag-spec.ts";
import { compareCoverage } from "../../lib/inventory/compare-coverage.ts";
import { VerdictColumns } from "../../lib/inventory/verdict-columns.ts";
import { createAuthorize } from "../../lib/policy/evaluate.ts";
import { renderVariant } from "../../lib/policy/variants.ts";
import { benchEstate } from "../bench-estate.ts";
import type { Measures } from "../report/measures.ts";

const RUNS = 7;

/**
 * A policy is edited: it is compiled, both capabilities of every node are decided and compared with those under the policy
 * in force. Every run has another value of the tag, as while somebody types.
 */
export function measureRecount(instances: number, measures: Measures): void {
  const snapshot = benchEstate(instances);
  const verdictsUnder = (value: string) => {
    const policy = renderVariant({ variant: "corrected", partition: "aws", tag: { ...DOCUMENTED_TAG, value } });
    const verdicts = new VerdictColumns(snapshot, DOCUMENTED_TAG, createAuthorize({ identity: [policy] }));
    verdicts.refresh();
    return verdicts;
  };
  const before = verdictsUnder(DOCUMENTED_TAG.value);
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    const after = verdictsUnder(`${DOCUMENTED_TAG.value}${"x".repeat(run + 1)}`);
    for (const capability of ["run-command", "port-forwarding"] as const) compareCoverage(before, after, capability);
    measures.add(`verdicts recounted at ${instances}`, "product", performance.now() - begun);
  }
}
