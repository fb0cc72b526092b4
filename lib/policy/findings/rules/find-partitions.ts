import type { Partition } from "#lib/domain/partition.ts";
import { hasWildcard, parseGlob } from "../../glob.ts";
import { listOf, type Statement } from "../../policy-document.ts";
import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { findNodeHole } from "../witness/node-hole.ts";
import { OTHER_VALUE } from "../witness/wrong-values.ts";

/** ARNs of another partition than the one that the policy is for: they match nothing there (`arn:aws:` in GovCloud). */
export function findPartitions(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) => {
    const { source, policy, index } = statement;
    const texts = textsOf(source);
    const foreign = texts.filter(({ text }) => isForeign(text, role.partition));
    const [first] = foreign;
    if (first === undefined) return [];
    const alsoOurs = foreign.every(({ text }) => texts.some((one) => one.text === translated(text, role.partition)));
    // What matches nothing today would be open to nodes without the tag once it matches.
    const opens = ["ssm:SendCommand", "ssm:StartSession"].some(
      (action) =>
        findNodeHole(role, statement, action, null) !== null || findNodeHole(role, statement, action, OTHER_VALUE) !== null,
    );
    const partitions = [...new Set(foreign.map(({ text }) => partitionIn(text)))];
    return [
      {
        code: "other-partition",
        level: alsoOurs ? "info" : "error",
        policy,
        statement: index,
        path: first.path,
        title: `${sentence(statementName(statement))} has ARNs of the partition ${wordList(partitions)}, and the role is in ${role.partition}.`,
        why: alsoOurs
          ? `The same ARNs for ${role.partition} stand beside them, so they only cost room here.`
          : `In ${role.partition} these ARNs match nothing: what the statement is to allow or to deny does not happen.${opens ? " It asks for no tag on nodes: let it do so first, or the right ARNs would open them all." : ""}`,
        fix: opens
          ? null
          : {
              label: `Write arn:${role.partition}:`,
              edits: [{ policy, statement: index, with: [inPartition(statement, role)] }],
            },
      } satisfies Finding,
    ];
  });
}

type PlacedText = { path: string; text: string };

function textsOf({ Resource: some, NotResource: others, Condition: block }: Statement): readonly PlacedText[] {
  const listed = (member: string, texts: readonly string[]) => texts.map((text, at) => ({ path: `${member}[${at}]`, text }));
  const conditions = Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.values(keys).flatMap((values) =>
      listOf(values).map((value) => ({ path: `Condition.${operator}`, text: String(value) })),
    ),
  );
  return [...listed("Resource", listOf(some)), ...listed("NotResource", listOf(others)), ...conditions];
}

function partitionIn(text: string): string {
  return /^arn:([^:]*):/.exec(text)?.[1] ?? "";
}

function isForeign(text: string, partition: Partition): boolean {
  const written = partitionIn(text);
  return written !== "" && written !== partition && !hasWildcard(parseGlob(written)) && !written.includes("${");
}

function translated(text: string, partition: Partition): string {
  return isForeign(text, partition) ? text.replace(/^arn:[^:]*:/, `arn:${partition}:`) : text;
}

function inPartition({ source }: ExaminedStatement, { partition }: ExaminedRole): Statement {
  const translate = <T extends string | number | boolean>(value: T | readonly T[]): T | readonly T[] => {
    const one = (text: T): T => (typeof text === "string" ? (translated(text, partition) as T) : text);
    return Array.isArray(value) ? [...new Set(listOf(value).map(one))] : one(value as T);
  };
  const { Resource: some, NotResource: others, Condition: block } = source;
  const conditions = Object.entries(block ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, translate(values)])),
  ]);
  return {
    ...source,
    ...(some === undefined ? {} : { Resource: translate(some) }),
    ...(others === undefined ? {} : { NotResource: translate(others) }),
    ...(block === undefined ? {} : { Condition: Object.fromEntries(conditions) }),
  };
}
