// How long a recount of the whole estate takes when the policy changes: `node --conditions=react-server bench/recount.ts [INSTANCES]`.
// For each policy, as the policy screen does it: compile, decide both capabilities for every node, compare with the policy in
// force. `first`: nothing is known of the tags that it reads; `again`: a value of it was changed, as when somebody types.
// `longest`: the longest that the page would stand still, with the work cut into slices.
import { CROSS_ACCOUNT_POLICY } from "../lib/demo/estate/roles/cross-account-policy.ts";
import { DOCUMENTED_TAG } from "../lib/domain/tag-spec.ts";
import { compareCoverage } from "../lib/inventory/compare-coverage.ts";
import { VerdictColumns } from "../lib/inventory/verdict-columns.ts";
import { createAuthorize } from "../lib/policy/evaluate.ts";
import type { PolicyDocument, Statement } from "../lib/policy/policy-document.ts";
import { renderVariant } from "../lib/policy/variants.ts";
import { benchEstate } from "./bench-estate.ts";

const RUNS = 7;
const instances = Number(process.argv[2] ?? 100_000);
const snapshot = benchEstate(instances);
const ids = Array.from({ length: 50 }, (_, at) => snapshot.idAt(at * Math.floor(snapshot.rowCount / 50)));
const accounts = ["111111111111", "222222222222", ...Array.from({ length: 18 }, (_, at) => String(400_000_000_000 + at))];
const documents = "arn:aws:ssm:*::document/*";

type Case = { name: string; policy: (run: number) => PolicyDocument };

const allow = (statement: Partial<Statement>): Statement => ({
  Effect: "Allow",
  Action: ["ssm:SendCommand", "ssm:StartSession"],
  Resource: "*",
  ...statement,
});
const policyOf = (...Statement: readonly Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
const tagOf = (run: number) => ({ ...DOCUMENTED_TAG, value: `${DOCUMENTED_TAG.value}${"x".repeat(run)}` });

const CASES: readonly Case[] = [
  {
    name: "documented-tagged",
    policy: (run) => renderVariant({ variant: "documented-tagged", partition: "aws", tag: tagOf(run) }),
  },
  { name: "corrected", policy: (run) => renderVariant({ variant: "corrected", partition: "aws", tag: tagOf(run) }) },
  {
    name: "shipped role, whole",
    policy: (run) => ({ ...shipped(), Statement: [...shipped().Statement, allow({ Sid: `Run${run}`, Action: "ec2:Run*" })] }),
  },
  {
    name: "names 50 instance ids",
    policy: (run) => policyOf(allow({ Resource: [...ids.slice(run).map((id) => `arn:aws:ec2:*:*:instance/${id}`), documents] })),
  },
  {
    name: "names ids by wildcard",
    policy: (run) =>
      policyOf(allow({ Resource: [`arn:aws:ec2:*:*:instance/i-0${run}*`, "arn:aws:ec2:*:*:instance/*f", documents] })),
  },
  {
    name: "reads Name",
    policy: (run) =>
      policyOf(
        allow({ Resource: documents }),
        allow({
          Resource: "arn:aws:ec2:*:*:instance/*",
          Condition: { StringLike: { "ssm:resourceTag/Name": ["web-*", `*prod${"x".repeat(run)}*`] } },
        }),
      ),
  },
  {
    name: "names 20 accounts",
    policy: (run) =>
      policyOf(allow({ Resource: [...accounts.slice(run).map((id) => `arn:aws:ec2:*:${id}:instance/*`), documents] })),
  },
  {
    name: "denies by region and tag",
    policy: (run) =>
      policyOf(
        allow({}),
        allow({ Effect: "Deny", Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", `us-east-${run + 1}`] } } }),
        allow({ Effect: "Deny", Condition: { StringEqualsIgnoreCase: { "ssm:resourceTag/Environment": ["prod", `p${run}`] } } }),
      ),
  },
  {
    name: "a tag as a variable",
    policy: (run) =>
      policyOf(
        allow({ Sid: `Run${run}` }),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an IAM policy variable.
        allow({ Effect: "Deny", Condition: { StringEquals: { "ssm:resourceTag/Team": "${ssm:resourceTag/Name}" } } }),
      ),
  },
];

const before = new VerdictColumns(
  snapshot,
  DOCUMENTED_TAG,
  createAuthorize({ identity: [renderVariant({ variant: "documented-default", partition: "aws", tag: DOCUMENTED_TAG })] }),
);
before.refresh();
process.stdout.write(`${snapshot.rowCount} nodes; medians of ${RUNS - 1} in ms\n`);
for (const { name, policy } of CASES) {
  const times = Array.from({ length: RUNS }, (_, run) => recount(policy(run)));
  const [first, ...again] = times;
  const format = (ms: number | undefined) => (ms ?? 0).toFixed(1).padStart(9);
  process.stdout.write(
    `${name.padEnd(26)} first ${format(first?.total)}   again ${format(median(again.map(({ total }) => total)))}   verdicts ${format(median(again.map(({ verdicts }) => verdicts)))}\n`,
  );
}

function recount(policy: PolicyDocument): { total: number; verdicts: number } {
  const start = performance.now();
  const after = new VerdictColumns(snapshot, DOCUMENTED_TAG, createAuthorize({ identity: [policy] }));
  after.refresh();
  const verdicts = performance.now() - start;
  for (const capability of ["run-command", "port-forwarding"] as const) compareCoverage(before, after, capability);
  return { total: performance.now() - start, verdicts };
}

/** The stand-in's own document of that generation; its statements are those of a role. */
function shipped(): PolicyDocument {
  return CROSS_ACCOUNT_POLICY as unknown as PolicyDocument;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
