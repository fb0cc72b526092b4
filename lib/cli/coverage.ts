import { type Config, getConfig } from "#lib/config/config.ts";
import { openEstate } from "#lib/inventory/sweep/open-estate.ts";
import { isPolicyInForce, type PolicyInForce } from "#lib/policy/policy-in-force.ts";
import type { CliIo } from "./cli-io.ts";
import { countCoverage } from "./count-coverage.ts";
import type { CoverageFlags } from "./coverage-command.ts";
import { type CoveragePolicy, coverageAuthorize } from "./coverage-policy.ts";
import { type CoverageAnswer, coverageCsv, coverageJson, coverageText, gapLines } from "./coverage-text.ts";
import { problemLine, UsageError } from "./usage-error.ts";

/**
 * Sweeps the estate once and writes its coverage; what could not be read is named on standard error. True where the
 * minimum is kept by the nodes that are listed and reachable for certain: an unknown node counts as one that is not.
 */
export async function coverage(flags: CoverageFlags, io: CliIo): Promise<boolean> {
  const { min = null, capability, failOnGap = false } = flags;
  const policy = policyOf(flags, readConfig().policy);
  const { authorizeIn, unread } = await coverageAuthorize(policy, io);
  const opened = await openEstate();
  if (!opened.ok) throw new UsageError(problemLine(opened.problem));
  const { estate } = opened;
  await estate.whenDone();
  const { asOf, tag } = estate.snapshot;
  const counted = countCoverage(estate.snapshot, capability, (partition) => authorizeIn(partition, tag));
  const { counts, total, gaps } = counted.all;
  const isEnough = min === null || (total > 0 && counts.reachable * 100 >= min * total);
  const passed = isEnough && !(failOnGap && gaps + unread.length > 0);
  const name = policy.kind === "known" ? policy.name : policy.files.join(", ");
  const answer: CoverageAnswer = { ...counted, asOf, tag, policy: name, capability, unread, min, passed };
  for (const line of gapLines(answer)) io.stderr(`reach: ${line}\n`);
  if (!isEnough) io.stderr(`reach: below --min ${min}: ${counts.reachable} of ${total} listed nodes are reachable\n`);
  if (min !== null && gaps > 0)
    io.stderr("reach: --min was held against the listed nodes alone; the regions above may have more\n");
  const write = { text: coverageText, json: coverageJson, csv: coverageCsv }[flags.format];
  await io.stdout(write(answer));
  return passed;
}

function policyOf({ policy, set = [] }: CoverageFlags, configured: PolicyInForce): CoveragePolicy {
  if (policy === undefined) return { kind: "known", name: configured };
  const [name = ""] = policy;
  // A file that is called like a variant is meant by ./NAME.
  return policy.length === 1 && isPolicyInForce(name) ? { kind: "known", name } : { kind: "files", files: policy, set };
}

/** The configuration, or what is wrong with it or with the settings. */
function readConfig(): Config {
  try {
    return getConfig();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
