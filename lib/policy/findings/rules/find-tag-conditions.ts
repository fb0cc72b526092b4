import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { nodeWords, sentence, statementName, tagWords, unclearWords, wordList } from "../finding-words.ts";
import { replaceTagFix } from "../fixes/replace-tag.ts";
import { requireTagFix } from "../fixes/require-tag.ts";
import { fillPattern } from "../witness/fill-pattern.ts";
import { findNodeHole, type NodeHole } from "../witness/node-hole.ts";
import { isLikeTagKey, isTagKey, type TagCondition, tagConditionsOf } from "../witness/tag-conditions.ts";
import { OTHER_VALUE, otherValueWords, wrongValues } from "../witness/wrong-values.ts";

const ACTIONS = ["ssm:SendCommand", "ssm:StartSession"];

/**
 * Allows that speak of the tag and ask for something else: conditions that let through nodes without it or with any
 * value (opened), and conditions on another value or another spelling of the key (differs).
 */
export function findTagConditions(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) => {
    const actions = ACTIONS.filter((action) => statement.names(action) !== "no");
    if (statement.source.Effect !== "Allow" || actions.length === 0) return [];
    const conditions = tagConditionsOf(statement.source);
    const own = conditions.filter(({ tagKey }) => isTagKey(tagKey, role.tag));
    const like = conditions.filter(({ tagKey }) => isLikeTagKey(tagKey, role.tag));
    if (own.length > 0) return ofOwn(role, statement, actions, own);
    return like.length > 0 ? ofLike(role, statement, actions, like) : [];
  });
}

type Opening = { action: string; value: string | null; hole: NodeHole };

function ofOwn(
  role: ExaminedRole,
  statement: ExaminedStatement,
  actions: readonly string[],
  conditions: readonly TagCondition[],
): readonly Finding[] {
  const { value: right } = role.tag;
  const wide = [[null], ["", OTHER_VALUE], patternValues(conditions).filter((value) => value !== right)];
  const opened = actions.flatMap((action) => {
    const found = wide.map((values) => openingOf(role, statement, action, values)).find((opening) => opening !== null);
    return found ?? [];
  });
  const rest = actions.filter((action) => opened.every((opening) => opening.action !== action));
  const written = conditions.flatMap(({ values }) => values).filter((value) => value !== right);
  const others = [...new Set([...written, ...wrongValues(role.tag)])];
  const through = (values: readonly string[]) => rest.flatMap((action) => openingOf(role, statement, action, values) ?? []);
  const differing = through(others).map(({ value }) => value ?? "");
  return [
    ...opened.map((opening) => openedFinding(role, statement, opening, conditions)),
    ...(differing.length === 0 ? [] : [differsFinding(role, statement, conditions, differing, through([right]).length > 0)]),
  ];
}

/** The first of the values that gets through, a sure one before others; not where only a form not understood leaves it open. */
function openingOf(
  role: ExaminedRole,
  statement: ExaminedStatement,
  action: string,
  values: readonly (string | null)[],
): Opening | null {
  const found = values.flatMap((value) => {
    const hole = findNodeHole(role, statement, action, value);
    return hole === null || hole.reasons.some(({ kind }) => kind === "not-understood") ? [] : [{ action, value, hole }];
  });
  return found.find(({ hole }) => hole.result === "allowed") ?? found[0] ?? null;
}

function openedFinding(
  role: ExaminedRole,
  statement: ExaminedStatement,
  { action, value, hole }: Opening,
  conditions: readonly TagCondition[],
): Finding {
  const { policy, index } = statement;
  const isSure = hole.result === "allowed";
  const isWide = value === null || value === "" || value === OTHER_VALUE || isBare(conditions);
  const nodes = nodeWords(hole, statement, role.places);
  const what = value === null ? "without the tag" : otherValueWords(value);
  const [condition] = conditions;
  const unclear = isSure ? "" : ` Whether it does depends on ${unclearWords(hole.reasons)}.`;
  return {
    code: "tag-condition-opened",
    level: isSure && isWide ? "error" : "warning",
    policy,
    statement: index,
    path: condition === undefined ? null : `Condition.${condition.operator}`,
    title: `${sentence(statementName(statement))} reads as if it asked for the tag, and ${isSure ? "lets" : "may let"} ${action} through on ${nodes} ${what}.`,
    why: `${condition?.operator ?? "Its condition"} on ${condition?.key ?? "the tag"} also holds there.${unclear} Ask for ${tagWords(role.tag)} with StringEquals, on the nodes alone.`,
    fix: requireTagFix(role, statement, [action]),
  };
}

function differsFinding(
  role: ExaminedRole,
  statement: ExaminedStatement,
  conditions: readonly TagCondition[],
  values: readonly string[],
  takesExact: boolean,
): Finding {
  const { policy, index } = statement;
  const shown = wordList(
    [...new Set(values)].map((value) => JSON.stringify(value)),
    "or",
  );
  const name = sentence(statementName(statement));
  return {
    code: "tag-differs",
    level: "warning",
    policy,
    statement: index,
    path: conditions[0] === undefined ? null : `Condition.${conditions[0].operator}`,
    title: takesExact
      ? `${name} also takes the value ${shown} for the tag ${role.tag.key}.`
      : `${name} asks for the value ${shown} of the tag ${role.tag.key}, which is set to be ${JSON.stringify(role.tag.value)}.`,
    why: takesExact
      ? "Nodes with that value are reached although this dashboard counts them as wrongly tagged. Ask for the one value."
      : "IAM compares values letter by letter: nodes with the right tag stay out of reach. Ask for the right value, or change the tag in the settings.",
    fix: replaceTagFix(role, statement),
  };
}

/** Nodes with the key that the statement asks for do not need the tag at all; nodes with the tag do not get through. */
function ofLike(
  role: ExaminedRole,
  statement: ExaminedStatement,
  actions: readonly string[],
  conditions: readonly TagCondition[],
): readonly Finding[] {
  if (actions.every((action) => openingOf(role, statement, action, [null]) === null)) return [];
  const { policy, index } = statement;
  const keys = wordList([...new Set(conditions.map(({ tagKey }) => tagKey))]);
  return [
    {
      code: "tag-differs",
      level: "warning",
      policy,
      statement: index,
      path: `Condition.${conditions[0]?.operator ?? ""}`,
      title: `${sentence(statementName(statement))} asks for the tag ${keys}, and the tag that grants is set to be ${role.tag.key}.`,
      why: `Nodes with ${tagWords(role.tag)} stay out of reach, and nodes with the other key are reached. Ask for the right key, or change the tag in the settings.`,
      fix: replaceTagFix(role, statement),
    },
  ];
}

/** For each value with wildcards a text that it takes in. */
function patternValues(conditions: readonly TagCondition[]): readonly string[] {
  const patterns = conditions.filter(({ operator }) => /Like/.test(operator)).flatMap(({ values }) => values);
  const wild = patterns.filter((pattern) => /[*?]/.test(pattern.replaceAll(/\$\{.\}/g, "")));
  return wild.flatMap((pattern) => fillPattern(pattern, "0") ?? []);
}

/** Wildcards alone: `*`, `????`. */
function isBare(conditions: readonly TagCondition[]): boolean {
  return conditions.some(({ values }) => values.some((value) => /^[*?]+$/.test(value)));
}
