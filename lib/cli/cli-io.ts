/** What a command is given of the process that it runs in. */
export type CliIo = {
  /** Absolute; what the paths of the command line start from. */
  cwd: string;
  stdin: AsyncIterable<Uint8Array>;
  /** Resolves when more may be written; output that nobody reads any more is dropped. */
  stdout: (text: string) => Promise<void>;
  stderr: (text: string) => void;
};

/** 0: done, nothing found wrong. 1: done, and what was asked about is not fine. 2: it could not be done. */
export type ExitCode = 0 | 1 | 2;
