import { Argument, type Command, Option } from "commander";
import { findExemptionProblems } from "#lib/policy/guard-exemptions.ts";
import { GUARD_FORMS, type GuardForm } from "#lib/policy/guard-policy.ts";
import { DASHBOARD_PARTS, type DashboardPart, type PolicySubject } from "#lib/policy/policy-request.ts";
import { VARIANTS, type VariantName } from "#lib/policy/variants.ts";
import type { CliIo } from "./cli-io.ts";
import {
  addCorrectionOptions,
  addPolicyOptions,
  addRenderOptions,
  addSetOption,
  type CorrectionFlags,
  collect,
  type PolicyFlags,
  type RenderFlags,
  toCorrectionOptions,
} from "./policy-options.ts";
import type { Finish } from "./run-cli.ts";
import { problemLine, UsageError } from "./usage-error.ts";
import { writePolicies } from "./write-policies.ts";

type RenderCommandFlags = CorrectionFlags & RenderFlags & { from?: readonly string[]; asIs?: boolean; diff?: boolean };

/** `reach policy render`: a variant, or the whole corrected policies of a role. */
export function addRenderCommand(policy: Command, io: CliIo, finish: Finish): void {
  const command = policy
    .command("render")
    .description("write a policy: one of Cado's variants, or with --from the whole role, corrected")
    .addArgument(new Argument("[variant]", "which variant").choices(VARIANTS))
    .option("--from <file...>", "the role's own policies, all together")
    .option("--as-is", "with --from: only another format, nothing corrected")
    .option("--diff", "what changes, statement by statement, instead of the policy");
  addSetOption(addRenderOptions(addCorrectionOptions(addPolicyOptions(command)))).action(
    async (variant: VariantName | undefined, flags: RenderCommandFlags, self: Command) => {
      if ((variant === undefined) === (flags.from === undefined)) {
        throw new UsageError(`Name a variant (${VARIANTS.join(", ")}) or give the role's files with --from, one of the two`);
      }
      if (flags.asIs === true && (flags.from === undefined || flags.diff === true)) {
        throw new UsageError("--as-is goes with --from and without --diff");
      }
      if (variant !== undefined && variant !== "corrected") refuseCorrectionFlags(self, variant);
      if (variant === undefined) finish(await renderRole(flags, io));
      else await renderVariantCommand(variant, flags, io);
    },
  );
}

/** `reach policy guard`: what keeps others from setting the tag. */
export function addGuardCommand(policy: Command, io: CliIo): void {
  const command = policy
    .command("guard")
    .description("write the policy that keeps everybody else from setting the tag")
    .addOption(new Option("--form <form>", "service control policy, or permissions boundary").choices(GUARD_FORMS).default("scp"))
    .option("--exempt <arn>", "principal that may set the tag, * and ? allowed; repeatable", collect);
  addRenderOptions(addPolicyOptions(command)).action(
    async (flags: PolicyFlags & RenderFlags & { form: GuardForm; exempt?: readonly string[] }) => {
      const { form, exempt = [] } = flags;
      const problems = findExemptionProblems(exempt, toCorrectionOptions(flags).partition);
      if (problems.length > 0) throw new UsageError(problems.map((one) => `--exempt: ${problemLine(one)}`).join("\n"));
      await renderSubject({ kind: "guard", form, exempt }, flags, io);
    },
  );
}

/** `reach policy dashboard`: what the dashboard itself needs. */
export function addDashboardCommand(policy: Command, io: CliIo): void {
  const command = policy
    .command("dashboard")
    .description("write the policy that the dashboard itself needs")
    .addArgument(
      new Argument("[part]", "to read the estate, to tag, or to read roles, simulate and decode")
        .choices(DASHBOARD_PARTS)
        .default("read"),
    );
  addRenderOptions(addPolicyOptions(command)).action(async (part: DashboardPart, flags: PolicyFlags & RenderFlags) => {
    await renderSubject({ kind: "dashboard", part }, flags, io);
  });
}

async function renderSubject(subject: PolicySubject, flags: PolicyFlags & RenderFlags, io: CliIo): Promise<void> {
  const { renderRequestedPolicies } = await import("#lib/policy/policy-request.ts");
  const { format, shape } = flags;
  const rendered = renderRequestedPolicies({ subject, options: toCorrectionOptions(flags), format, shape });
  await writePolicies(rendered, flags, io);
}

async function renderVariantCommand(variant: VariantName, flags: RenderCommandFlags, io: CliIo): Promise<void> {
  if (flags.diff !== true) return renderSubject({ kind: "variant", variant }, flags, io);
  const { variantDiff } = await import("./render-role.ts");
  await io.stdout(variantDiff(variant, toCorrectionOptions(flags)));
}

async function renderRole(flags: RenderCommandFlags, io: CliIo) {
  const { renderRoleFiles } = await import("./render-role.ts");
  return renderRoleFiles(flags.from ?? [], flags, io);
}

const CORRECTION_FLAGS = ["portForwarding", "linuxOnly", "hybrid", "account", "region", "anySession", "guard"];

function refuseCorrectionFlags(command: Command, variant: VariantName): void {
  const given = command.options.filter(
    (option) =>
      CORRECTION_FLAGS.includes(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === "cli",
  );
  if (given.length === 0) return;
  throw new UsageError(given.map(({ long }) => `${long}: is an option of corrected and of --from, not of ${variant}`).join("\n"));
}
