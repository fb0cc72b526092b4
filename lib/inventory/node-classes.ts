import { isAgentAtLeast } from "#lib/domain/agent-version.ts";
import { CAPABILITIES, CAPABILITY_NEEDS } from "#lib/domain/capability.ts";
import type { Cell } from "#lib/domain/cell.ts";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { grown8 } from "./columns/grown.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import { NODE_STATES, SSM_STATES } from "./columns/vocabulary.ts";

/**
 * Rows as numbers by what nodeBlockers looks at, whatever the policy: partition, state, SSM state, and of the agent's version
 * only whether it is new enough, which for every version is found out once.
 */
export class NodeClasses {
  readonly #rows: RowColumns;
  /** Per text code of a version, from 1; 0: not looked at yet. */
  #agents: Uint8Array = new Uint8Array(0);

  constructor(rows: RowColumns) {
    this.#rows = rows;
  }

  classOf(row: number, cells: readonly Cell[]): number {
    const { words, codes, cells: cellOf } = this.#rows;
    const cell = cells[cellOf[row] ?? 0];
    const partition = cell === undefined ? 0 : PARTITIONS.indexOf(cell.partition);
    const word = (partition * NODE_STATES.length + (words.state[row] ?? 0)) * SSM_STATES.length + (words.ssm[row] ?? 0);
    return word * AGENT_CLASSES + this.#agentClassOf(codes.agentVersion[row] ?? 0);
  }

  #agentClassOf(version: number): number {
    const known = this.#agents[version] ?? 0;
    if (known !== 0) return known - 1;
    this.#agents = grown8(this.#agents, this.#rows.texts.size);
    const made = agentClass(this.#rows.texts.text(version));
    this.#agents[version] = made + 1;
    return made;
  }
}

const AGENT_CLASSES = 3 ** CAPABILITIES.length;

/** For each capability whether the version is enough, too old, or not told, as one number. */
function agentClass(version: string): number {
  return CAPABILITIES.reduce((sum, capability) => {
    const { minimumAgent } = CAPABILITY_NEEDS[capability];
    const isEnough = minimumAgent === null || isAgentAtLeast(version, minimumAgent);
    return sum * 3 + (isEnough === null ? 2 : isEnough ? 1 : 0);
  }, 0);
}
