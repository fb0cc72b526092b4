import type { DenialFacts, PrincipalKind } from "./denial.ts";

type PrincipalFacts = Pick<DenialFacts, "principal" | "principalKind" | "role" | "sessionName"> & {
  /** Of the principal's ARN, where it is one of 12 digits. */
  principalAccount?: string;
};

const PRINCIPAL = /^arn:aws[a-z-]*:(?:iam|sts)::([^:]*):(user|role|assumed-role|federated-user|root)(?:\/(.+))?$/;

/** What a principal's ARN tells. Anything that is no such ARN (`xxx`, `anonymous`, a masked one) is of unknown kind. */
export function describePrincipal(principal: string): PrincipalFacts {
  const found = PRINCIPAL.exec(principal);
  const [, account = "", type = "", path = ""] = found ?? [];
  if (found === null || (type === "root") !== (path === "")) return { principal, principalKind: "unknown" };
  return {
    principal,
    // The guarantee of the cast: the pattern's alternatives are kinds.
    principalKind: type as PrincipalKind,
    ...(/^\d{12}$/.test(account) ? { principalAccount: account } : {}),
    ...roleOf(type, path),
  };
}

function roleOf(type: string, path: string): Pick<DenialFacts, "role" | "sessionName"> {
  if (type === "role") return { role: path.slice(path.lastIndexOf("/") + 1) };
  if (type !== "assumed-role") return {};
  const slash = path.indexOf("/");
  if (slash < 0) return { role: path };
  const sessionName = path.slice(slash + 1);
  return { role: path.slice(0, slash), ...(sessionName === "" ? {} : { sessionName }) };
}
