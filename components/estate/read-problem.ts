import type { Problem } from "#lib/domain/problem.ts";

/** The problem that an answer of our own API carries; words of ours where its body is something else. */
export async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = {
    code: `http-${response.status}`,
    title: `The dashboard's server answered ${response.status}.`,
    remedy: "Try again; if it stays, look at the server's output.",
    status: response.status,
  };
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return fallback;
  const body: unknown = await response.json().catch((): unknown => null);
  return isProblem(body) ? { ...body, status: response.status } : fallback;
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "title" in body &&
    typeof body.title === "string"
  );
}
