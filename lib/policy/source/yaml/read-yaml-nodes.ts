import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { SourceMember, SourceNode } from "../source-node.ts";
import { composeYaml, type YamlFault } from "./compose-yaml.ts";
import { readYamlScalar } from "./read-yaml-scalar.ts";

export type YamlNodes = { ok: true; nodes: readonly SourceNode[] } | { ok: false; faults: readonly YamlFault[] };

/** Aliases can make a short text a huge value; no policy or template comes near. */
const MAX_NODES = 50_000;
const MAX_DEPTH = 64;

/**
 * The documents of a YAML text as values with their places. CloudFormation's short tags become the long forms (`!Sub x` is
 * `{Fn::Sub: x}`). Refuses keys that are there twice, merge keys, tags of other kinds, and aliases that expand without end.
 */
export function readYamlNodes(text: string): YamlNodes {
  const { documents, faults } = composeYaml(text);
  if (faults.length > 0) return { ok: false, faults };
  const reader = new YamlReader();
  const nodes = documents.flatMap(({ contents }) => (contents === null ? [] : [reader.read(contents, 0)]));
  return reader.faults.length > 0 ? { ok: false, faults: reader.faults } : { ok: true, nodes };
}

class YamlReader {
  readonly faults: YamlFault[] = [];
  readonly #anchors = new Map<string, Node>();
  #left = MAX_NODES;

  read(node: Node | null, depth: number): SourceNode {
    const [from = 0, to = from] = node?.range ?? [];
    this.#left--;
    if (this.#left < 0)
      return this.#refuse(from, `The text comes to more than ${MAX_NODES} values; aliases repeat what they stand for.`);
    if (depth > MAX_DEPTH) return this.#refuse(from, `Nested more than ${MAX_DEPTH} deep.`);
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      return target ? this.read(target, depth + 1) : this.#refuse(from, `There is no anchor &${node.source} before this alias.`);
    }
    if (node !== null && "anchor" in node && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    return this.#tagged(node?.tag, this.#plain(node, from, to, depth));
  }

  #plain(node: Node | null, from: number, to: number, depth: number): SourceNode {
    if (isMap(node)) return { type: "map", members: this.#members(node.items, depth), from, to };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item as Node | null, depth + 1));
      return { type: "list", items, from, to };
    }
    return isScalar(node) ? readYamlScalar(node, from, to) : { type: "scalar", value: null, from, to };
  }

  #members(pairs: readonly Pair[], depth: number): readonly SourceMember[] {
    const names = new Set<string>();
    return pairs.flatMap(({ key, value }) => {
      const [from = 0, to = from] = (key as Node | null)?.range ?? [];
      if (!isScalar(key) || key.tag !== undefined) {
        this.#refuse(from, "Expected a key that is a text.");
        return [];
      }
      const name = typeof key.value === "string" ? key.value : (key.source ?? "");
      if (name === "<<" && key.type === "PLAIN") this.#refuse(from, "Merge keys are not read; write the members out.");
      if (names.has(name)) this.#refuse(from, `${JSON.stringify(name)} is there twice in one object.`);
      names.add(name);
      const read = this.read(value as Node | null, depth + 1);
      // A value that is left out has no place of its own.
      return [{ name, from, to, value: value === null ? { ...read, from, to } : read }];
    });
  }

  #tagged(tag: string | undefined, node: SourceNode): SourceNode {
    if (tag === undefined || PLAIN_TAGS.has(tag)) return node;
    const { from, to } = node;
    const short = /^!(\w{1,40})$/.exec(tag)?.[1];
    if (short === undefined) return this.#refuse(from, `The tag ${tag.slice(0, 60)} is not one of CloudFormation's functions.`);
    const name = short === "Ref" || short === "Condition" ? short : `Fn::${short}`;
    return { type: "map", members: [{ name, from, to, value: node }], from, to };
  }

  #refuse(offset: number, message: string): SourceNode {
    if (this.faults.length < 20) this.faults.push({ offset, message });
    return { type: "scalar", value: null, from: offset, to: offset };
  }
}

const PLAIN_TAGS: ReadonlySet<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
);
