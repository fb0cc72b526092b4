import Papa from "papaparse";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import { classifyToken, isHeaderOf, isSlip, type ListColumn, type ListPlaces, type ListToken } from "./list-token.ts";

/** One id of a list. `account` and `region` null: the list does not say. */
export type ListEntry = { line: number; id: InstanceId; account: string | null; region: string | null };

/** A line, or a part of one, that is no id or cannot be right, with the reason in a sentence. Long text is cut. */
export type UnreadLine = { line: number; text: string; problem: string };

export type ReadList = { entries: readonly ListEntry[]; problems: readonly UnreadLine[] };

/** More is a mistake, or wants a script. */
export const MOST_LINES = 100_000;

/** So much of a line is shown. */
const SHOWN_CHARACTERS = 120;

type Row = { line: number; fields: readonly string[] };

/**
 * Reads ids from text: one or several a line, each as an id or an ARN, with a region and an account beside it in any
 * order, separated by commas, semicolons, tabs or spaces; or a CSV with a header line, of which the columns of ids,
 * regions and accounts are read. `#` and `//` begin comments. An account may go by its label. Lines count from 1.
 */
export function readList(text: string, places: ListPlaces): ReadList {
  const { rows, delimiter, problems } = rowsOf(text);
  const head = rows.findIndex(({ fields }) => !isBlank(fields));
  const columns = columnsOf(split(rows[head]?.fields ?? [], delimiter));
  const entries: ListEntry[] = [];
  const out = { entries, problems: [...problems] };
  const classify = rememberingClassify(places);
  const body = columns === null ? rows : rows.slice(head + 1);
  for (const row of body) {
    if (columns !== null && columns.id !== undefined && columns.width > 1)
      readColumns({ ...row, fields: split(row.fields, delimiter) }, columns, classify, out);
    else readTokens(row, classify, out);
  }
  return out;
}

type Out = { entries: ListEntry[]; problems: UnreadLine[] };

type Classify = (token: string) => ListToken;

/** The same regions and accounts come on every line. */
function rememberingClassify(places: ListPlaces): Classify {
  const known = new Map<string, ListToken>();
  return (token) => {
    // Ids are all different; to look for them takes longer than to tell them.
    const before = token.startsWith("i-") ? undefined : known.get(token);
    if (before !== undefined) return before;
    const is = classifyToken(token, places);
    if (is.kind === "region" || is.kind === "account") known.set(token, is);
    return is;
  };
}

/** A line without columns: its ids, and one region and one account that hold for all of them. */
function readTokens({ line, fields }: Row, classify: Classify, out: Out): void {
  const tokens = tokensOf(fields);
  if (tokens.length === 0) return;
  const no = (problem: string, of = tokens.join(" ")) => void out.problems.push({ line, text: shown(of), problem });
  const nodes: NodeToken[] = [];
  const regions: string[] = [];
  const owners: string[] = [];
  let others = 0;
  let slipped = false;
  for (const token of tokens) {
    const is = classify(token);
    if (is.kind === "node") nodes.push(is);
    else if (is.kind === "region") regions.push(is.region);
    else if (is.kind === "account") owners.push(is.account);
    else {
      others += 1;
      // A slip may have been the region that tells two nodes apart: nothing is guessed. Other words, such as a name, are not.
      slipped ||= isSlip(token) && !/^m?i-/i.test(token);
      no(otherWords(token), token);
    }
  }
  const [region = null] = regions;
  const [account = null] = owners;
  if (regions.some((other) => other !== region)) no("Two regions on one line: it is not clear which is meant.");
  else if (owners.some((other) => other !== account)) no("Two accounts on one line: it is not clear which is meant.");
  else if (nodes.length === 0 && others === 0) no("There is no id on this line.");
  else if (!slipped) {
    for (const node of nodes) add(line, node, { region, account }, out);
  }
}

type Columns = Partial<Record<ListColumn, number>> & { width: number };

function readColumns({ line, fields }: Row, columns: Columns, classify: Classify, out: Out): void {
  if (isBlank(fields)) return;
  const cell = (column: ListColumn) => (fields[columns[column] ?? -1] ?? "").trim();
  const text = shown([cell("id"), cell("region"), cell("account")].filter((part) => part !== "").join(" "));
  const no = (problem: string) => void out.problems.push({ line, text: text || shown(fields.join(" ")), problem });
  const node = cell("id") === "" ? null : classify(cell("id"));
  const region = cell("region") === "" ? null : classify(cell("region"));
  const account = cell("account") === "" ? null : classify(cell("account"));
  if (node === null) no("There is no id on this line.");
  else if (node.kind !== "node") no(otherWords(cell("id")));
  else if (region !== null && region.kind !== "region") no(`${quoted(cell("region"))} is not a region.`);
  else if (account !== null && account.kind !== "account") no(`${quoted(cell("account"))} is not an account.`);
  else add(line, node, { region: region?.region ?? null, account: account?.account ?? null }, out);
}

type NodeToken = Extract<ListToken, { kind: "node" }>;

/** An ARN says where it is; what stands beside it must not say otherwise. */
function add(line: number, node: NodeToken, beside: Pick<ListEntry, "region" | "account">, { entries, problems }: Out): void {
  const isOther = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  if (isOther(node.region, beside.region) || isOther(node.account, beside.account)) {
    problems.push({ line, text: node.id, problem: "The ARN and what stands beside it name different places." });
  } else {
    entries.push({ line, id: node.id, account: node.account ?? beside.account, region: node.region ?? beside.region });
  }
}

type Rows = {
  rows: readonly Row[];
  /** What parts each row's one field further; null where the fields are what they are. */
  delimiter: string | null;
  problems: readonly UnreadLine[];
};

/** The text as rows with the number of their first line. Quotes that are never closed are taken as they are. */
function rowsOf(text: string): Rows {
  const whole = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const { kept, problems } = cutLines(whole);
  const delimiter = delimiterOf(kept);
  const lines = (): readonly Row[] => kept.split("\n").map((line, index) => ({ line: index + 1, fields: [line] }));
  if (!kept.includes('"')) return { rows: lines(), delimiter, problems };
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  let broken: number | null = null;
  Papa.parse<string[]>(kept, {
    delimiter,
    newline: "\n",
    step: ({ data, errors, meta }) => {
      if (errors.some(({ type }) => type === "Quotes")) broken ??= line;
      rows.push({ line, fields: data });
      for (; at < meta.cursor; at += 1) if (kept.charCodeAt(at) === 10) line += 1;
    },
  });
  if (broken === null) return { rows, delimiter: null, problems };
  const problem = "A quotation mark is not closed, or stands amid text. The lines were read one by one.";
  return { rows: lines(), delimiter: null, problems: [...problems, { line: broken, text: "", problem }] };
}

function split(fields: readonly string[], delimiter: string | null): readonly string[] {
  return delimiter === null ? fields : fields.flatMap((field) => field.split(delimiter));
}

function cutLines(text: string): { kept: string; problems: readonly UnreadLine[] } {
  let end = -1;
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    end = text.indexOf("\n", end + 1);
    if (end === -1) return { kept: text, problems: [] };
  }
  if (text.slice(end).trim() === "") return { kept: text.slice(0, end), problems: [] };
  const problem = `Only the first ${MOST_LINES.toLocaleString("en")} lines were read. Give the rest as another list.`;
  return { kept: text.slice(0, end), problems: [{ line: MOST_LINES + 1, text: shown(text.slice(end + 1, end + 200)), problem }] };
}

/** Of the first line that says something: a tab goes before a semicolon, and that before a comma. */
function delimiterOf(text: string): string {
  const first = /^(?!\s*(?:#|\/\/)).*\S.*$/m.exec(text)?.[0] ?? "";
  return ["\t", ";"].find((delimiter) => first.includes(delimiter)) ?? ",";
}

/** The words of a line, up to a comment. Brackets and quotes around ids, as in JSON, are taken away. */
function tokensOf(fields: readonly string[]): readonly string[] {
  const tokens: string[] = [];
  const [only = ""] = fields;
  for (const token of (fields.length === 1 ? only : fields.join(" ")).split(/[\s,;|"'`[\](){}]+/)) {
    if (token.startsWith("#") || token.startsWith("//")) break;
    if (token !== "") tokens.push(token);
  }
  return tokens;
}

/** Where the columns are, if this is a header; null where it is a line like any other. */
function columnsOf(fields: readonly string[]): Columns | null {
  const named = fields.length > 1 ? fields : tokensOf(fields);
  if (tokensOf(fields).some((token) => parseInstanceId(token.toLowerCase()) !== undefined)) return null;
  const columns: Columns = { width: fields.length };
  for (const [at, field] of named.entries()) {
    const column = isHeaderOf(field);
    if (column !== null) columns[column] ??= at;
  }
  return columns.id === undefined ? null : columns;
}

function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === "") || tokensOf(fields).length === 0;
}

function otherWords(token: string): string {
  if (/^m?i-/i.test(token)) return `${quoted(token)} is not an id: ids are i- with 8 or 17, or mi- with 17 hexadecimal digits.`;
  if (/^arn:/i.test(token)) return `${quoted(token)} is not the ARN of an instance or hybrid node.`;
  return `${quoted(token)} is not an id, a region or an account, and was left out.`;
}

function quoted(text: string): string {
  return `“${shown(text, 40)}”`;
}

function shown(text: string, most = SHOWN_CHARACTERS): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
