import type { Problem } from "#lib/domain/problem.ts";

/** Headers of everything that the server answers: nothing here may be kept by a cache or guessed at by a browser. */
export const PRIVATE_HEADERS = { "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" } as const;

/** An `application/problem+json` answer (RFC 9457) with the problem's own status. */
export function problemResponse(problem: Problem & { status: number }): Response {
  return new Response(`${JSON.stringify(problem)}\n`, {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", ...PRIVATE_HEADERS },
  });
}
