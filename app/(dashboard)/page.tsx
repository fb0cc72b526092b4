import type { Metadata } from "next";
import { InstancesScreen } from "#components/instances/instances-screen.tsx";
import { requireSession } from "#lib/auth/require-session.ts";
import { getConfig } from "#lib/config/config.ts";
import { getEstate } from "#lib/inventory/sweep/get-estate.ts";

export const metadata: Metadata = { title: "Instances" };

export default async function InstancesPage() {
  await requireSession();
  getEstate().prepare();
  return <InstancesScreen defaultPolicy={getConfig().policy} />;
}
