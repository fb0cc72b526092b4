import type { Command } from "commander";
import type { CliIo } from "./cli-io.ts";
import { addSetOption, collect } from "./policy-options.ts";
import type { Finish } from "./run-cli.ts";
import { UsageError } from "./usage-error.ts";

type EvaluateFlags = {
  policy: readonly string[];
  boundary?: string;
  scp?: readonly string[];
  session?: readonly string[];
  set?: readonly string[];
};

/** `reach policy evaluate`: an answer per request on standard input, in the same order, as they come. */
export function addEvaluateCommand(policy: Command, io: CliIo, finish: Finish): void {
  const command = policy
    .command("evaluate")
    .description("ask policies: a JSON request per line in, an answer per line out")
    .requiredOption("--policy <file...>", "the role's own policies, which are a union")
    .option("--boundary <file>", "its permissions boundary")
    .option("--scp <file>", "service control policies of one level, with commas; repeat it for each level", collect)
    .option("--session <file...>", "session policies");
  addSetOption(command).action(async (flags: EvaluateFlags) => finish((await evaluate(flags, io)) ? 0 : 2));
}

/** False where a line could not be read. */
async function evaluate(flags: EvaluateFlags, io: CliIo): Promise<boolean> {
  const [{ ALL_ACTION_FACTS }, { createAuthorize }, { evaluateLine }, { inputLines }, { readPolicyFiles }] = await Promise.all([
    import("#lib/policy/all-action-facts.ts"),
    import("#lib/policy/evaluate.ts"),
    import("./evaluate-line.ts"),
    import("./input-lines.ts"),
    import("./read-policy-files.ts"),
  ]);
  const { boundary, scp = [], session, set = [] } = flags;
  const scps = scp.map((level) => level.split(","));
  const files = [...flags.policy, ...(boundary === undefined ? [] : [boundary]), ...scps.flat(), ...(session ?? [])];
  if (files.includes("-")) throw new UsageError("Standard input holds the requests; policies are files");
  const documents = async (paths: readonly string[]) => (await readPolicyFiles(paths, set, io)).map(({ document }) => document);
  const limits = boundary === undefined ? [] : await documents([boundary]);
  if (limits.length > 1) throw new UsageError(`${boundary}: a role has one boundary, ${limits.length} policies are in it`);
  const [limit] = limits;
  const levels = [];
  for (const level of scps) levels.push(await documents(level));
  const policies = {
    identity: await documents(flags.policy),
    ...(limit === undefined ? {} : { boundary: limit }),
    ...(levels.length === 0 ? {} : { scps: levels }),
    ...(session === undefined ? {} : { session: await documents(session) }),
  };
  const authorize = createAuthorize(policies, ALL_ACTION_FACTS);
  let isFine = true;
  for await (const lines of inputLines(io.stdin)) {
    let answers = "";
    for (const { number, text } of lines) {
      if (text?.trim() === "") continue;
      const answer = text === null ? { error: "not UTF-8, or too long" } : evaluateLine(text, authorize);
      if ("error" in answer) {
        isFine = false;
        answers += `${JSON.stringify({ error: `line ${number}: ${answer.error}` })}\n`;
      } else answers += `${JSON.stringify(answer)}\n`;
    }
    await io.stdout(answers);
  }
  return isFine;
}
