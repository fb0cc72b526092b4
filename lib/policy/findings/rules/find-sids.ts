import type { RolePolicies } from "../../named-policy.ts";
import type { PolicyDocument, Statement } from "../../policy-document.ts";
import { findSidFaults } from "../../sid-faults.ts";
import type { Finding } from "../finding.ts";

/** Sids for which IAM refuses the policy; the fix gives them a name that it takes. */
export function findSids({ policies }: RolePolicies): readonly Finding[] {
  return policies.flatMap(({ document }, policy) =>
    findSidFaults(document).map((found): Finding => {
      const { statement } = found;
      const source = document.Statement[statement];
      const sid = source?.Sid ?? "";
      const isDuplicate = found.fault === "duplicate";
      const renamed = source === undefined ? [] : [rename(document, source)];
      return {
        code: isDuplicate ? "sid-duplicate" : "sid-characters",
        level: "error",
        policy,
        statement,
        path: "Sid",
        title: isDuplicate
          ? `Statement ${statement + 1} has the Sid ${JSON.stringify(sid)}, which statement ${found.first + 1} has already.`
          : `The Sid ${JSON.stringify(sid)} has characters other than letters and digits.`,
        why: "IAM refuses to save such a policy. A Sid is a name for people: changing it changes nothing else.",
        fix: { label: `Call it ${renamed[0]?.Sid ?? ""}`, edits: [{ policy, statement, with: renamed }] },
      };
    }),
  );
}

/** Letters and digits of the Sid that there was, with the first number that makes it the only one. */
function rename(document: PolicyDocument, source: Statement): Statement {
  const bare = (source.Sid ?? "").replaceAll(/[^0-9A-Za-z]/g, "") || "Statement";
  const taken = new Set(document.Statement.map(({ Sid: sid }) => sid));
  let name = bare;
  for (let number = 2; taken.has(name); number++) name = `${bare}${number}`;
  return { ...source, Sid: name };
}
