import { expect, it } from "vitest";
import { html } from "./html.ts";

it("escapes what is put into it, in text and in attributes", () => {
  expect(html`<p title="${'"><script>'}">${"<b>&'`"}</p>`.text).toBe(
    '<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;&#38;&#39;&#96;</p>',
  );
});

it("puts pieces of its own into each other as they are, also in lists, and leaves out what is not there", () => {
  expect(html`<ul>${[1, "<2>"].map((item) => html`<li>${item}</li>`)}${null}${undefined}${false}</ul>`.text).toBe(
    "<ul><li>1</li><li>&#60;2&#62;</li></ul>",
  );
});
