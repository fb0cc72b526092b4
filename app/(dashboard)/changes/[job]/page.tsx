import type { Metadata } from "next";
import { JobScreen } from "#components/changes/job-screen.tsx";
import { requireSession } from "#lib/auth/require-session.ts";
import { getConfig } from "#lib/config/config.ts";

type JobPageProps = { params: Promise<{ job: string }> };

/** The screen says more once it has read the job. */
export const metadata: Metadata = { title: "Change" };

export default async function JobPage({ params }: JobPageProps) {
  await requireSession();
  const { job } = await params;
  return <JobScreen key={job} id={job} policy={getConfig().policy} />;
}
