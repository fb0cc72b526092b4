"use client";

import ErrorPage from "./error.tsx";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** The last resort: the frame itself failed, so this page brings its own. */
export default function GlobalError(props: GlobalErrorProps) {
  return (
    <html lang="en">
      <head>
        <title>Error · Cado Reach</title>
      </head>
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
