import type { AuthorizationReason } from "#lib/domain/authorization.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { listOf } from "../policy-document.ts";
import type { ExaminedStatement } from "./examine-role.ts";
import type { NodeHole } from "./witness/node-hole.ts";
import { witnessNodesOf } from "./witness/witness-node.ts";
import type { WitnessPlaces } from "./witness/witness-places.ts";

/** The statement as people name it: by its Sid, else by its place, counted from 1. */
export function statementName({ source, index }: Pick<ExaminedStatement, "source" | "index">): string {
  return source.Sid === undefined || source.Sid === "" ? `statement ${index + 1}` : `statement ${source.Sid}`;
}

/** `a`, `a and b`, `a, b and c`; the rest is counted from the fifth on. */
export function wordList(words: readonly string[], last = "and"): string {
  if (words.length > 5) return `${words.slice(0, 4).join(", ")} ${last} ${words.length - 4} more`;
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A sentence's first letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `CadoResponseSSMEnabled = True` */
export function tagWords({ key, value }: TagSpec): string {
  return `${key} = ${value === "" ? '""' : value}`;
}

/** The nodes of a hole, as `every EC2 instance and hybrid node`; with the other tags that they have to have. */
export function nodeWords(hole: NodeHole, statement: ExaminedStatement, places: WitnessPlaces): string {
  const anywhere = hole.nodes.filter(({ isAnyNode }) => isAnyNode).map(({ kind }) => kind);
  const every = (["ec2", "hybrid"] as const).filter((kind) => anywhere.includes(kind)).map((kind) => EVERY[kind]);
  const named = every.length > 0 ? every : narrowWords(hole, statement, places);
  const tags = otherTagWords(hole.otherTags);
  return wordList(named) + (tags === "" ? "" : ` with the tag ${tags}`);
}

/** True where the nodes are all of a kind, with no other tag asked for. */
export function isEveryNode(hole: NodeHole): boolean {
  return hole.nodes.some(({ isAnyNode }) => isAnyNode) && Object.keys(hole.otherTags).length === 0;
}

/** What an unknown answer depends on: `the condition on aws:SourceIp`. */
export function unclearWords(reasons: readonly AuthorizationReason[]): string {
  const words = reasons.flatMap((reason) => {
    if (reason.kind === "not-known") return [`the condition on ${reason.key}`];
    return reason.kind === "not-understood" ? [reason.what] : [];
  });
  return wordList([...new Set(words)]);
}

const EVERY = { ec2: "every EC2 instance", hybrid: "every hybrid node" } as const;

function otherTagWords(tags: Tags): string {
  return wordList(Object.entries(tags).map(([key, value]) => tagWords({ key, value: value ?? "" })));
}

function narrowWords(hole: NodeHole, statement: ExaminedStatement, places: WitnessPlaces): readonly string[] {
  const open = new Set(hole.nodes.map(({ arn }) => arn));
  const patterns = listOf(statement.source.Resource).filter((pattern) =>
    witnessNodesOf(pattern, places).some(({ arn }) => open.has(arn)),
  );
  const words = patterns.flatMap((pattern) => {
    const [, , service = "", region = "*", account = "*", id = "*"] = pattern.split(":");
    if (service === "" || service.includes("*")) return [];
    const kind = id === "instance/*" ? EVERY.ec2 : id === "managed-instance/*" ? EVERY.hybrid : null;
    if (kind === null) return [pattern];
    return [kind + (region === "*" ? "" : ` in ${region}`) + (account === "*" ? "" : ` of account ${account}`)];
  });
  if (words.length > 0) return words;
  const wheres = hole.nodes.map(({ region, account }) => [
    ...(region === places.regions[0] ? [] : [region]),
    ...(account === places.accounts[0] ? [] : [account]),
  ]);
  const where = [...new Set(wheres.flat())];
  return [where.length === 0 ? "some nodes" : `nodes in ${wordList(where)}`];
}
