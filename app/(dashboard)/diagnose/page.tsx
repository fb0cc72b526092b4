import type { Metadata } from "next";
import { DiagnoseScreen } from "#components/diagnose/diagnose-screen.tsx";
import { requireSession } from "#lib/auth/require-session.ts";
import { getConfig } from "#lib/config/config.ts";

export const metadata: Metadata = { title: "Diagnose" };

export default async function DiagnosePage() {
  await requireSession();
  return <DiagnoseScreen inForce={getConfig().policy} />;
}
