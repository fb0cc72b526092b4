/** An address or a CIDR block, as bits: version 4 has 32 of them, version 6 has 128. */
export type IpRange = { bits: 32 | 128; address: bigint; prefix: number };

/** `203.0.113.0/24`, `2001:db8::/32`, or one address. Null where the text is neither. */
export function parseIpRange(text: string): IpRange | null {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === null || slash < 0) return address;
  const prefix = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > address.bits) return null;
  return { ...address, prefix: Number(prefix) };
}

/** True where the first holds every address of the second. Blocks of different versions hold nothing of each other. */
export function holdsRange(outer: IpRange, inner: IpRange): boolean {
  if (outer.bits !== inner.bits || inner.prefix < outer.prefix) return false;
  const shift = BigInt(outer.bits - outer.prefix);
  return outer.address >> shift === inner.address >> shift;
}

function parseAddress(text: string): IpRange | null {
  const four = parseV4(text);
  if (four !== null) return { bits: 32, address: four, prefix: 32 };
  const six = parseV6(text);
  return six === null ? null : { bits: 128, address: six, prefix: 128 };
}

function parseV4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = [groupsOf(halves[0] ?? ""), groupsOf(halves[1] ?? "")];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...head, ...Array<bigint>(missing).fill(0n), ...tail].reduce((sum, group) => (sum << 16n) | group, 0n);
}

/** Sixteen bits each; a version 4 address at the end counts as two. */
function groupsOf(text: string): readonly bigint[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: bigint[] = [];
  for (const [at, part] of parts.entries()) {
    const four = at === parts.length - 1 ? parseV4(part) : null;
    if (four !== null) groups.push(four >> 16n, four & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}
