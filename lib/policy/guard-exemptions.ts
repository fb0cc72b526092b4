import type { Partition } from "#lib/domain/partition.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { canOverlap } from "./rewrite/arn-overlap.ts";

/**
 * What is wrong with the principals that a guard policy is to exempt; empty where nothing is. Each has to be the ARN of
 * a role or user as `aws:PrincipalArn` has it, and none may take in Cado's own role, against which the guard is made:
 * its name holds `CadoResponse` or `DarktraceForensics` (Cado's cross-account pages).
 */
export function findExemptionProblems(exempt: readonly string[], partition: Partition): readonly Problem[] {
  return exempt.flatMap((arn) => {
    const [title, remedy] = faultOf(arn, partition) ?? [];
    if (title === undefined || remedy === undefined) return [];
    return [{ code: "invalid-exemption", title: `${JSON.stringify(arn)} ${title}`, remedy }];
  });
}

const ROLE_REMEDY = "Give the ARN of a role or user, like arn:aws:iam::123456789012:role/TagAdministrators.";

function faultOf(arn: string, partition: Partition): readonly [title: string, remedy: string] | undefined {
  if (/^arn:[^:]*:sts:/.test(arn))
    return [
      "is the ARN of a session, and aws:PrincipalArn is the ARN of the role.",
      "Give the role's own ARN, arn:…:iam::…:role/NAME.",
    ];
  const parts = /^arn:([^:]+):iam::([\d*?]+):((?:role|user)\/.+)$/.exec(arn);
  if (parts === null || /[\s"\\]|\$\{/.test(arn)) return ["is not the ARN of a role or user.", ROLE_REMEDY];
  const [, inPartition = "", account = "", name = ""] = parts;
  if (inPartition !== partition && inPartition !== "*")
    return [`is not of the partition ${partition}.`, `Begin it with arn:${partition}:.`];
  if (!/[*?]/.test(account) && !/^\d{12}$/.test(account)) return ["has no account of 12 digits.", ROLE_REMEDY];
  if (takesInCado(name))
    return [
      "takes in Cado's own role, against which this guard is made.",
      "Name the roles that are to tag, by more of their names.",
    ];
  return undefined;
}

const CADO_NAMES = ["CadoResponse", "DarktraceForensics"];

function takesInCado(name: string): boolean {
  const folded = name.toLowerCase();
  return CADO_NAMES.some((cado) => folded.includes(cado.toLowerCase()) || canOverlap(name, `role/${cado}*`));
}
