/**
 * The columns of one line, read from the wire and checked: what RowColumns takes. Every array has an entry for each row
 * of the line, every code is inside its dictionary.
 */
export type ColumnValues = {
  cell: Uint32Array;
  id: IdValues;
  name: TextValues;
  /** Codes of the vocabularies (vocabulary.ts). */
  state: Uint8Array;
  platform: Uint8Array;
  ssm: Uint8Array;
  platformName: TextValues;
  lastPing: Uint32Array;
  agentVersion: TextValues;
  tags: TagValues;
  instanceType: TextValues;
  privateIp: AddressValues;
  instanceProfile: TextValues;
  launched: Uint32Array;
  managedBy: TextValues;
};

/** As IdColumn packs them; all three 0: a number that is used up. */
export type IdValues = { heads: Uint32Array; highs: Uint32Array; lows: Uint32Array };

export type TextValues = { texts: readonly string[]; codes: Uint32Array };

/** Codes as in IpColumn, but that an address that is not IPv4 is an index into these texts. */
export type AddressValues = { texts: readonly string[]; codes: Uint32Array };

/** As on the wire (TagsColumn), but that lists name the lists that they add to by number. */
export type TagValues = {
  keys: readonly string[];
  values: readonly string[];
  pairKeys: Uint32Array;
  pairValues: Uint32Array;
  lists: TagChains;
  codes: Uint32Array;
};

/** Lists of tags: `rests` the list that each of them adds one tag to, `lasts` that tag. List 0 is the empty one. */
export type TagChains = { rests: Uint32Array; lasts: Uint32Array };
