import { type Command, Option } from "commander";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG, type TagSpec } from "#lib/domain/tag-spec.ts";
import { type CorrectionInput, readCorrectionInput } from "#lib/policy/correction-input.ts";
import { POLICY_FORMATS, type PolicyFormat, type PolicyShape, SHAPES } from "#lib/policy/render/policy-format.ts";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import { UsageError } from "./usage-error.ts";

/** What commander makes of the options below. */
export type PolicyFlags = { tag?: string; partition?: string; set?: readonly string[] };
export type RenderFlags = { format: PolicyFormat; shape: PolicyShape; out?: string };
export type CorrectionFlags = PolicyFlags & {
  portForwarding?: boolean;
  linuxOnly?: boolean;
  hybrid?: boolean;
  account?: readonly string[];
  region?: readonly string[];
  anySession?: boolean;
  guard?: boolean;
};

/** The tag and the partition, which nearly every command takes. */
export function addPolicyOptions(command: Command): Command {
  return command
    .option("--tag <key=value>", `the tag that grants (default: ${DOCUMENTED_TAG.key}=${DOCUMENTED_TAG.value})`)
    .addOption(new Option("--partition <name>", "AWS partition").choices(PARTITIONS).default("aws"));
}

/** Values for what a template leaves open. */
export function addSetOption(command: Command): Command {
  return command.option("--set <name=value>", "value of a reference, such as AWS::AccountId or var.region; repeatable", collect);
}

/** How a policy is written out, and where to. */
export function addRenderOptions(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how to write it").choices(POLICY_FORMATS).default("json"))
    .addOption(new Option("--shape <shape>", "whole, or the statements alone").choices(SHAPES).default("document"))
    .option("--out <dir>", "write a file per policy into this directory instead of standard output");
}

/** What the corrected policy is to allow. */
export function addCorrectionOptions(command: Command): Command {
  return command
    .option("--no-port-forwarding", "Run Command only, without sessions")
    .option("--linux-only", "leave out the document of Windows")
    .option("--no-hybrid", "leave out hybrid managed nodes (mi-)")
    .option("--account <id>", "only these accounts; repeatable, or with commas", collectList)
    .option("--region <name>", "only these regions; repeatable, or with commas", collectList)
    .option("--any-session", "end and resume any session, not only the role's own")
    .option("--no-guard", "do not deny the role to set the tag itself (whole roles only)");
}

/** The options of a correction, every default filled in. Throws UsageError with every fault. */
export function toCorrectionOptions(flags: CorrectionFlags): CorrectionOptions {
  const tag = flags.tag === undefined ? undefined : splitTag(flags.tag);
  const input: CorrectionInput = {
    partition: flags.partition,
    key: tag?.key,
    value: tag?.value,
    accounts: flags.account,
    regions: flags.region,
    portForwarding: flags.portForwarding,
    linuxOnly: flags.linuxOnly,
    hybrid: flags.hybrid,
    ownSessionsOnly: flags.anySession === true ? false : undefined,
    guard: flags.guard,
  };
  const read = readCorrectionInput(input, DOCUMENTED_TAG);
  if (read.ok) return read.options;
  throw new UsageError(read.faults.map(({ parameter, fault }) => `${FLAGS[parameter] ?? parameter}: ${fault}`).join("\n"));
}

const FLAGS: Readonly<Record<string, string>> = {
  key: "--tag",
  value: "--tag",
  partition: "--partition",
  accounts: "--account",
  regions: "--region",
};

/** Adds to an option that can be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function collectList(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(",").map((one) => one.trim())];
}

/** At the first equals sign: a value may have one, and a key that has one has to be written into the policy by hand. */
function splitTag(text: string): TagSpec {
  const equals = text.indexOf("=");
  if (equals < 0) throw new UsageError("--tag: expected KEY=VALUE");
  return { key: text.slice(0, equals), value: text.slice(equals + 1) };
}
