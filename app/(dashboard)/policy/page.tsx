import type { Metadata } from "next";
import { PolicyScreen } from "#components/policy/policy-screen.tsx";
import { requireSession } from "#lib/auth/require-session.ts";
import { getConfig } from "#lib/config/config.ts";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage() {
  await requireSession();
  const { tag, policy } = getConfig();
  return <PolicyScreen estateTag={tag} configured={policy} />;
}
