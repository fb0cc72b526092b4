import { parseRecordLine } from "./record-line.ts";
import { type ChainExpectations, type ChainVerdict, createChainCheck } from "./verify-chain.ts";

/** A record of some hundred changed settings has 100 kB. */
const MOST_LINE = 50_000_000;

/** Verifies an export: NDJSON, as its bytes come. */
export async function verifyFile(chunks: AsyncIterable<Uint8Array>, expected: ChainExpectations): Promise<ChainVerdict> {
  const check = createChainCheck(expected);
  // What is not UTF-8 becomes U+FFFD here and no longer fits its hash.
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (check.add(parseRecordLine(line)) !== undefined) return check.end();
    if (rest.length > MOST_LINE) break;
  }
  rest += decoder.decode();
  if (rest !== "") check.add(parseRecordLine(rest));
  return check.end();
}
