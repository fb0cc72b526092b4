import { readProblem } from "#components/estate/read-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { RolesAnswer } from "#lib/roles/role-answer.ts";

/**
 * - `idle`: nobody has asked. `reading`: asked, for the first time or anew.
 * - `read`: there is an answer, in which single accounts can have a problem. `failed`: there is none.
 *
 * `answer` is what was known last, or null.
 */
export type RolesState =
  | { state: "idle"; answer: null }
  | { state: "reading"; answer: RolesAnswer | null }
  | { state: "read"; answer: RolesAnswer }
  | { state: "failed"; answer: RolesAnswer | null; problem: Problem };

export const ROLES_IDLE: RolesState = { state: "idle", answer: null };

/** The browser's copy of Cado's roles as read from IAM: one for the page. Nothing is fetched until somebody asks. */
export class RolesStore {
  readonly #ask: (anew: boolean) => Promise<RolesAnswer | Problem>;
  #state: RolesState = ROLES_IDLE;
  readonly #listeners = new Set<() => void>();

  constructor(ask: (anew: boolean) => Promise<RolesAnswer | Problem> = askServer) {
    this.#ask = ask;
  }

  readonly getState = (): RolesState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for the roles where nobody has asked yet, or where asking failed. */
  readonly ask = (): void => {
    if (this.#state.state === "idle" || this.#state.state === "failed") void this.#fetch(false);
  };

  /** Has the server read them from IAM once more. */
  readonly refresh = (): void => {
    if (this.#state.state !== "reading") void this.#fetch(true);
  };

  async #fetch(anew: boolean): Promise<void> {
    const { answer: before } = this.#state;
    this.#tell({ state: "reading", answer: before });
    const answer = await this.#ask(anew);
    this.#tell("roles" in answer ? { state: "read", answer } : { state: "failed", answer: before, problem: answer });
  }

  #tell(state: RolesState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

async function askServer(anew: boolean): Promise<RolesAnswer | Problem> {
  try {
    const response = await fetch(
      anew ? "/api/roles/refresh" : "/api/roles",
      anew ? { method: "POST", headers: { "content-type": "application/json" }, body: "{}" } : { cache: "no-store" },
    );
    return response.ok ? await response.json() : await readProblem(response);
  } catch (error) {
    return {
      code: "server-unreachable",
      title: "The dashboard's server did not answer.",
      detail: error instanceof Error ? error.message : String(error),
      remedy: "Look whether it is still running, then try again.",
    };
  }
}

/** True while nothing can be said yet, and something will be. */
export function isAwaited({ state, answer }: RolesState): boolean {
  return answer === null && (state === "idle" || state === "reading");
}
