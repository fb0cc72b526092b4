import type { CorrectionOptions } from "./correction.ts";

/** The resources that Cado needs under the given options, written out per account and region. */
export type CorrectionTargets = {
  instances: readonly string[];
  /** Empty where hybrid nodes are left out. */
  hybrid: readonly string[];
  /** Of Run Command; AWS owns them, so their account is empty. */
  runDocuments: readonly string[];
  /** Of port forwarding, and of the shell that StartSession opens where no document is named. */
  sessionDocuments: readonly string[];
  sessions: readonly string[];
};

/** Accounts and regions are written out; where the options name none, `*` stands for all. */
export function correctionTargets({ partition, accounts, regions, linuxOnly, hybrid }: CorrectionOptions): CorrectionTargets {
  const places = orAll(regions).flatMap((region) => orAll(accounts).map((account) => `${region}:${account}`));
  const documents = (name: string) => orAll(regions).map((region) => `arn:${partition}:ssm:${region}::document/${name}`);
  return {
    instances: places.map((place) => `arn:${partition}:ec2:${place}:instance/*`),
    hybrid: hybrid ? places.map((place) => `arn:${partition}:ssm:${place}:managed-instance/*`) : [],
    runDocuments: [...documents("AWS-RunShellScript"), ...(linuxOnly ? [] : documents("AWS-RunPowerShellScript"))],
    sessionDocuments: [
      ...documents("AWS-StartPortForwardingSession"),
      ...places.map((place) => `arn:${partition}:ssm:${place}:document/SSM-SessionManagerRunShell`),
    ],
    sessions: places.map((place) => `arn:${partition}:ssm:${place}:session/*`),
  };
}

function orAll(names: readonly string[]): readonly string[] {
  return names.length === 0 ? ["*"] : names;
}
