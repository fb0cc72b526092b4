"use client";

import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** What one sees where a page threw what it did not expect. The text of the error stays in the logs. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  useEffect(() => console.error(error), [error]);
  return (
    <main id="main" className="flex min-h-dvh items-center justify-center">
      <EmptyState
        heading="h1"
        title="This page ran into an error"
        action={
          <>
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
            <Button onClick={() => location.assign("/")}>Go to the instances</Button>
          </>
        }
      >
        Nothing was changed in AWS by this. If it keeps happening, the server's log says more
        {error.digest && (
          <>
            {" "}
            under <span className="ident">{error.digest}</span>
          </>
        )}
        .
      </EmptyState>
    </main>
  );
}
