import type { Metadata } from "next";
import { ChangesScreen } from "#components/changes/changes-screen.tsx";
import { requireSession } from "#lib/auth/require-session.ts";
import { getConfig } from "#lib/config/config.ts";

export const metadata: Metadata = { title: "Changes" };

export default async function ChangesPage() {
  await requireSession();
  return <ChangesScreen policy={getConfig().policy} />;
}
