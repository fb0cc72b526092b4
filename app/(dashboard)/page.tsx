import type { Metadata } from "next";
import { InstancesScreen } from "#components/instances/instances-screen.tsx";
import { requireSession } from "#lib/auth/require-session.ts";
import { getConfig } from "#lib/config/config.ts";
import { openEstate } from "#lib/inventory/sweep/open-estate.ts";

export const metadata: Metadata = { title: "Instances" };

export default async function InstancesPage() {
  await requireSession();
  // Somebody is looking: the sweep begins while the page is still on its way. What goes wrong is told by the stream.
  void openEstate();
  return <InstancesScreen defaultPolicy={getConfig().policy} />;
}
