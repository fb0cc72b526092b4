import { describe, expect, it } from "vitest";
import { scanXml } from "./scan-xml.ts";

function leaves(text: string): readonly [string, string | null][] {
  const found: [string, string | null][] = [];
  scanXml(text, { open: () => undefined, close: (name, content) => found.push([name, content]) });
  return found;
}

describe("scanXml", () => {
  it.each<[string, string, string]>([
    ["text", "<a>x</a>", "x"],
    ["no text", "<a></a>", ""],
    ["an empty element", "<a/>", ""],
    ["an empty element with space", "<a />", ""],
    ["white space, kept", "<a> \n </a>", " \n "],
    ["entities", "<a>&lt;&amp;&gt;&quot;&apos;</a>", "<&>\"'"],
    ["an entity in an entity, decoded once", "<a>&amp;lt;</a>", "&lt;"],
    ["numbered characters", "<a>&#65;&#x1F600;&#128512;</a>", "A😀😀"],
    ["an entity that it does not know, as it stands", "<a>&nbsp;</a>", "&nbsp;"],
    ["CDATA", "<a>x<![CDATA[<b>&amp;]]>y</a>", "x<b>&amp;y"],
    ["a comment inside", "<a>x<!-- </a> -->y</a>", "xy"],
    ["attributes, also with > and '", `<a b="1>2" c='"'>x</a>`, "x"],
    ["an instruction before", `<?xml version="1.0"?>\n<a>x</a>`, "x"],
    ["a close tag with space", "<a>x</a >", "x"],
  ])("reads %s", (_what, text, content) => {
    expect(leaves(text)).toEqual([["a", content]]);
  });

  it("tells leaves from elements that hold elements", () => {
    expect(leaves("<a>\n <b>1</b>\n <b/>\n</a>")).toEqual([
      ["b", "1"],
      ["b", ""],
      ["a", null],
    ]);
  });

  it.each([
    "<a>",
    "<a>x",
    "<a><b></a>",
    "</a>",
    "<a",
    "<a>x</a",
    "<a b=>x</a>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    "<a>&#x110000;</a>",
    "<a><![CDATA[x</a>",
  ])("throws for %s", (text) => {
    expect(() => leaves(text)).toThrow(SyntaxError);
  });
});
