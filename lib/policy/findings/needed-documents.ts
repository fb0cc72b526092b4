import { CAPABILITY_NEEDS } from "#lib/domain/capability.ts";

/** A document that Cado names in a call: as a policy lists it, and as it is in a region. */
export type NeededDocument = { name: string; pattern: string; arn: (region: string, account: string) => string };

/** The default shell's document, which is the account's own and not AWS's (Systems Manager guide). */
export const SHELL_DOCUMENT = "SSM-SessionManagerRunShell";

/** What Cado names for an action: Run Command's scripts, or port forwarding and the default shell. */
export function neededDocuments(action: string, partition: string, region: string): readonly NeededDocument[] {
  const names = NAMES[action] ?? [];
  return names.map((name) => {
    const owner = (account: string) => (name === SHELL_DOCUMENT ? account : "");
    const arn = (where: string, account: string) => `arn:${partition}:ssm:${where}:${owner(account)}:document/${name}`;
    return { name, pattern: arn(region, "*"), arn };
  });
}

/** Whether Cado needs the document of that name for the action. */
export function isNeededDocument(action: string, name: string): boolean {
  return (NAMES[action] ?? []).includes(name);
}

const { "run-command": run, "port-forwarding": forwarding } = CAPABILITY_NEEDS;

const NAMES: Readonly<Record<string, readonly string[]>> = {
  [run.action]: [...new Set(Object.values(run.documents))],
  [forwarding.action]: [...Object.values(forwarding.documents), SHELL_DOCUMENT],
};
