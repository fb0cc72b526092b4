import type { CellClients } from "#lib/aws/cell-clients.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { JobWork } from "./job-work.ts";

/** A job's work in one cell. */
export type CellWork = {
  readonly job: JobWork;
  readonly cell: CellClients;
  /** Set where nothing more is sent in this cell, with the reason. */
  givenUp: Problem | undefined;
  /** Writes in a row that AWS gave no answer to. */
  unanswered: number;
};
