import type { Metadata } from "next";
import { SettingsScreen } from "#components/settings/settings-screen.tsx";
import { requireSession } from "#lib/auth/require-session.ts";
import { setupFacts } from "#lib/config/setup-facts.ts";
import { readStoreFacts } from "#lib/config/store-facts.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  await requireSession();
  // Not awaited: a database that is slow to open, or is not there, must not keep the rest from being shown.
  return <SettingsScreen setup={setupFacts()} store={readStoreFacts()} />;
}
