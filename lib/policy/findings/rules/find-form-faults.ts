import type { RolePolicies } from "../../named-policy.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";

/** What IAM refuses or reads otherwise than it was meant, whatever the statements say: text and policy variables. */
export function findFormFaults({ policies }: RolePolicies): readonly Finding[] {
  return policies.flatMap(({ document }, policy) =>
    document.Statement.flatMap((source, index): readonly Finding[] => {
      const place = { policy, statement: index, path: null, fix: null } as const;
      const name = sentence(statementName({ source, index }));
      const odd = [...new Set(JSON.stringify(source).match(/[^\0-\xff]/gu) ?? [])];
      const variables = document.Version === "2012-10-17" ? [] : variablesOf(JSON.stringify([source.Resource, source.Condition]));
      const faults: Finding[] = [];
      if (odd.length > 0)
        faults.push({
          ...place,
          code: "policy-characters",
          level: "error",
          title: `${name} has ${wordList(odd.map((one) => `${one} (U+${one.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")})`))}, which IAM does not take in a policy.`,
          why: "The text of a policy holds characters up to U+00FF. Such a letter often comes from a word processor, or only looks like the one that was meant.",
        });
      if (variables.length > 0)
        faults.push({
          ...place,
          code: "variables-without-version",
          level: "error",
          title: `${name} has ${wordList(variables)}, and its policy has no Version "2012-10-17".`,
          why: "Without that version IAM takes a policy variable as plain text, so it matches nothing. Set the policy's Version.",
        });
      return faults;
    }),
  );
}

function variablesOf(text: string): readonly string[] {
  return [...new Set(text.match(/\$\{[\w:./ -]+\}/g) ?? [])];
}
