import { REACHES } from "#lib/domain/coverage.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { DerivedColumn } from "./columns/derived-column.ts";
import { ownerNames } from "./columns/owner-names.ts";
import type { RowColumns, TextColumn } from "./columns/row-columns.ts";
import { tagValues } from "./columns/tag-values.ts";
import { ABSENT, UNREAD } from "./columns/text-dictionary.ts";
import { BLOCKER_CODES, NODE_STATES, PLATFORMS, SSM_STATES, TAG_STATES } from "./columns/vocabulary.ts";
import type { FieldColumn } from "./field-column.ts";
import { addressField, dayField, idField } from "./number-fields.ts";
import { FIELD_NAMES, type FieldName } from "./query.ts";
import { type CodesOf, codesBy, codesIn, codesThrough } from "./read-codes.ts";
import type { VerdictColumns } from "./verdict-columns.ts";

/** Columns of tag values kept at hand; the one not asked for longest goes. */
const TAG_COLUMNS_KEPT = 8;

/** The fields of one snapshot's rows as columns of codes; what is worked out for one question stays for the next. */
export class Fields {
  readonly #rows: RowColumns;
  readonly #verdicts: VerdictColumns;
  readonly #owners: DerivedColumn;
  readonly #tagColumns = new Map<string, DerivedColumn>();

  constructor(rows: RowColumns, verdicts: VerdictColumns) {
    this.#rows = rows;
    this.#verdicts = verdicts;
    this.#owners = ownerNames(rows);
  }

  /**
   * A field's column, for rows as of `version`; not to be kept past the next line or refresh. Throws RangeError for a
   * text that is no field.
   */
  column(field: string, capability: Capability, version: number): FieldColumn {
    if (field.startsWith("tag:")) return this.#derived(this.#tagColumn(field.slice("tag:".length)), version);
    const name = FIELD_NAMES.find((known) => known === field);
    if (name === undefined) throw new RangeError(`no field ${field}`);
    return this.#named(name, capability, version);
  }

  #named(name: FieldName, capability: Capability, version: number): FieldColumn {
    const rows = this.#rows;
    const { cells, cellCodes, codes, words, tags } = rows;
    const verdicts = this.#verdicts;
    switch (name) {
      case "name": {
        // Without tags nobody knows whether the node has a name.
        const unnamed = (row: number): number => (tags.isRead(row) ? 0 : UNREAD);
        return this.#texts(codesBy((row) => codes.name[row] || unnamed(row)));
      }
      case "id":
        return idField(rows);
      case "account":
        return this.#texts(
          codesThrough(
            cells,
            Uint32Array.from(cellCodes, ({ account }) => account),
          ),
        );
      case "region":
        return this.#texts(
          codesThrough(
            cells,
            Uint32Array.from(cellCodes, ({ region }) => region),
          ),
        );
      case "state":
        return wordField(NODE_STATES, codesIn(words.state));
      case "platform":
        return wordField(PLATFORMS, codesIn(words.platform));
      case "ssm":
        return wordField(SSM_STATES, codesIn(words.ssm));
      case "tagState":
        return wordField(
          TAG_STATES,
          codesBy((row) => verdicts.tagStateCode(row)),
        );
      case "tagValue":
        return this.#tagTexts(codesBy((row) => verdicts.tagValueCode(row)));
      case "reach":
        return wordField(
          REACHES,
          codesBy((row) => verdicts.reachCode(row, capability)),
        );
      case "blocker":
        return wordField(
          [null, ...BLOCKER_CODES],
          codesBy((row) => verdicts.blockerCode(row, capability)),
        );
      case "privateIp":
        return addressField(rows);
      case "launched":
      case "lastPing":
        return dayField(rows.times[name]);
      case "owner":
        return this.#derived(this.#owners, version);
      default:
        return this.#textColumn(name);
    }
  }

  #textColumn(name: TextColumn): FieldColumn {
    return this.#texts(codesIn(this.#rows.codes[name]));
  }

  #derived(column: DerivedColumn, version: number): FieldColumn {
    column.refresh(version);
    return this.#tagTexts(codesIn(column.values));
  }

  #tagColumn(key: string): DerivedColumn {
    const column = this.#tagColumns.get(key) ?? tagValues(this.#rows, key);
    this.#tagColumns.delete(key);
    this.#tagColumns.set(key, column);
    for (const oldest of this.#tagColumns.keys()) {
      if (this.#tagColumns.size > TAG_COLUMNS_KEPT) this.#tagColumns.delete(oldest);
    }
    return column;
  }

  /** Texts of which the empty one says that nothing was told. */
  #texts(codesOf: CodesOf): FieldColumn {
    return { ...this.#tagTexts(codesOf), kindOf: (code) => (code === 0 ? "missing" : code === UNREAD ? "unread" : "value") };
  }

  /** Texts of which the empty one is a value like any other. */
  #tagTexts(codesOf: CodesOf): FieldColumn {
    const { texts, order } = this.#rows;
    return {
      size: texts.size,
      codesOf,
      textOf: (code) => texts.text(code),
      kindOf: (code) => (code === ABSENT ? "missing" : code === UNREAD ? "unread" : "value"),
      sortCodes: (codes) => order.sort(codes),
    };
  }
}

/** Words of a closed vocabulary, which sort in its order. null: nothing is there to be said. */
function wordField(words: readonly (string | null)[], codesOf: CodesOf): FieldColumn {
  return {
    size: words.length,
    codesOf,
    textOf: (code) => words[code] ?? "",
    kindOf: (code) => (words[code] === null ? "missing" : "value"),
    sortCodes: (codes) => codes.sort(),
  };
}
