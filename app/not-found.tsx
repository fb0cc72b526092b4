import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" className="flex min-h-dvh items-center justify-center">
      <EmptyState
        heading="h1"
        title="There is no page at this address"
        action={
          <Link href="/" className={buttonClass({ variant: "primary" })}>
            Go to the instances
          </Link>
        }
      >
        The link may be from another version of Cado Reach, or cut short on its way.
      </EmptyState>
    </main>
  );
}
