/** How a command fared on one node, in SSM's own words. */
export type Invocation = { status: string; statusDetails: string; responseCode: number };

export type Command = {
  id: string;
  account: string;
  region: string;
  documentName: string;
  comment: string;
  requestedMs: number;
  /** By node id. */
  invocations: ReadonlyMap<string, Invocation>;
};

const REMEMBERED = 10_000;

/** The commands that were sent, the newest 10,000. */
export class Commands {
  readonly #commands = new Map<string, Command>();

  add(command: Command): void {
    this.#commands.set(command.id, command);
    const [oldest] = this.#commands.keys();
    if (this.#commands.size > REMEMBERED && oldest !== undefined) this.#commands.delete(oldest);
  }

  find(account: string, region: string, id: string): Command | undefined {
    const command = this.#commands.get(id);
    return command?.account === account && command.region === region ? command : undefined;
  }

  clear(): void {
    this.#commands.clear();
  }
}
