import type { DashboardPart } from "#lib/policy/policy-request.ts";

/** The one table of words for the dashboard's own policies. */
export const DASHBOARD_WORDS: Readonly<Record<DashboardPart, { label: string; hint: string }>> = {
  read: { label: "Read", hint: "What this dashboard needs to list nodes and their tags. It can change nothing." },
  insight: {
    label: "Insight",
    hint: "What more it takes to read Cado’s role from IAM, to ask AWS’s simulator, and to decode denials. It can change nothing.",
  },
  write: { label: "Write", hint: "What it needs beside that to tag: exactly this tag on nodes, and nothing else." },
};
