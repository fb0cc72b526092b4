import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { ChainExpectations, ChainVerdict } from "#lib/audit/verify-chain.ts";
import { verifyFile } from "#lib/audit/verify-file.ts";
import { getSettings } from "#lib/settings.ts";
import type { VerifyFlags } from "./audit-command.ts";
import type { CliIo } from "./cli-io.ts";
import { nameOf, toFileError } from "./read-input.ts";
import { UsageError } from "./usage-error.ts";

/** Verifies an export or the database, and says what was found. True where the chain holds. */
export async function verifyAudit(file: string | undefined, { head, keyedFrom }: VerifyFlags, io: CliIo): Promise<boolean> {
  const key = getSettings().auditKey;
  const expected: ChainExpectations = {
    key,
    ...(keyedFrom !== undefined && { keyedFrom }),
    ...(head !== undefined && { notedHead: head }),
  };
  const verdict = await (file === undefined ? verifyDatabase(expected) : verifyExport(file, expected, io));
  if (file !== undefined && verdict.ok && verdict.last === null)
    throw new UsageError(`${nameOf(file)}: there is no record in it`);
  await io.stdout(verdict.ok ? goodText(verdict, key !== null) : badText(verdict));
  return verdict.ok;
}

async function verifyDatabase(expected: ChainExpectations): Promise<ChainVerdict> {
  const [{ withDatabase }, { verifyStore }] = await Promise.all([
    import("./with-database.ts"),
    import("#lib/audit/verify-store.ts"),
  ]);
  return withDatabase(({ db }) => verifyStore(db, expected));
}

async function verifyExport(file: string, expected: ChainExpectations, io: CliIo): Promise<ChainVerdict> {
  if (file === "-") return verifyFile(io.stdin, expected);
  const bytes = createReadStream(resolve(io.cwd, file), { highWaterMark: 1_000_000 });
  try {
    return await verifyFile(bytes, expected);
  } catch (error) {
    throw toFileError(file, error);
  }
}

function goodText({ records, first, last, afterNoted }: Extract<ChainVerdict, { ok: true }>, keyed: boolean): string {
  if (first === null || last === null) return "No records yet; the chain has not begun.\n";
  const lines = [`${count(records)}, ${first.at} to ${last.at}; the chain holds; head ${last.seq} ${last.hash}`];
  if (afterNoted !== null) lines.push(`The noted head is in it; ${count(afterNoted)} came after it.`);
  if (!keyed)
    lines.push(
      "Verified without a key: whoever can write to the database can make a whole new chain. Compare the head with one noted elsewhere.",
    );
  return lines.map((line) => `${line}\n`).join("");
}

function badText({ fault }: Extract<ChainVerdict, { ok: false }>): string {
  const good = fault.after === 0 ? "" : ` ${count(fault.after)} before that ${fault.after === 1 ? "is" : "are"} good.`;
  if (fault.code === "head" && fault.seq === null) return `The chain does not end as it should: ${fault.why}.${good}\n`;
  if (fault.code === "noted-head") return `This is not the chain of the noted head: ${fault.why}.\n`;
  const which = fault.seq === null ? `The ${ordinal(fault.after + 1)} record` : `Record ${fault.seq.toLocaleString("en-US")}`;
  return `${which} is the first bad one: ${fault.why}.${good}\n`;
}

function count(records: number): string {
  return `${records.toLocaleString("en-US")} ${records === 1 ? "record" : "records"}`;
}

function ordinal(place: number): string {
  const ending = { one: "st", two: "nd", few: "rd", other: "th", many: "th", zero: "th" };
  return `${place.toLocaleString("en-US")}${ending[new Intl.PluralRules("en-US", { type: "ordinal" }).select(place)]}`;
}
