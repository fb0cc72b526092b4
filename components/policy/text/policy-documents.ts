import { listOf, type PolicyDocument } from "#lib/policy/policy-document.ts";

/** An SSM document that a policy names, and what Cado needs it for. */
export type NamedDocument = { name: string; purpose: string };

const PURPOSES: ReadonlyMap<string, string> = new Map([
  ["AWS-RunShellScript", "Run Command on Linux and macOS"],
  ["AWS-RunPowerShellScript", "Run Command on Windows"],
  ["AWS-StartPortForwardingSession", "Port forwarding"],
  ["SSM-SessionManagerRunShell", "Default shell of Session Manager"],
]);

const DOCUMENT_ARN = /:document\/(.+)$/;

/** The SSM documents that a policy names, in order, each once. */
export function documentsOf(policy: PolicyDocument): readonly NamedDocument[] {
  const names = policy.Statement.flatMap((statement) => listOf(statement.Resource)).flatMap(
    (arn) => DOCUMENT_ARN.exec(arn)?.[1] ?? [],
  );
  return [...new Set(names)].map((name) => ({ name, purpose: PURPOSES.get(name) ?? "" }));
}
