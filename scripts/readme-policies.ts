import { readFileSync, writeFileSync } from "node:fs";
import { DOCUMENTED_TAG } from "../lib/domain/tag-spec.ts";
import { dashboardInsightPolicy, dashboardReadPolicy, dashboardWritePolicy } from "../lib/policy/dashboard-policies.ts";
import { renderJson } from "../lib/policy/render/render-json.ts";

/** The README with the dashboard's own policies put in behind their markers. */
export function withPolicies(readme: string): string {
  const policies = {
    "read-policy": dashboardReadPolicy({ partition: "aws" }),
    "write-policy": dashboardWritePolicy({ partition: "aws", tag: DOCUMENTED_TAG }),
    "insight-policy": dashboardInsightPolicy({ partition: "aws" }),
  };
  return Object.entries(policies).reduce((text, [name, document]) => {
    const block = `<!-- ${name} -->\n\n\`\`\`json\n${renderJson(document, "document")}\n\`\`\`\n`;
    return text.replace(new RegExp(`<!-- ${name} -->\\n(\\n\`\`\`json\\n[^\`]*\`\`\`\\n)?`), () => block);
  }, readme);
}

// `node scripts/readme-policies.ts` writes them.
if (import.meta.main) writeFileSync("README.md", withPolicies(readFileSync("README.md", "utf8")));
