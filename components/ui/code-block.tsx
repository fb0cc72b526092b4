import { classNames } from "./class-names.ts";
import { type JsonTokenKind, tokenizeJson } from "./json-tokens.ts";
import { ScrollRegion } from "./scroll-region.tsx";

export type CodeBlockProps = {
  /** Exactly this text; selecting and copying the block by hand gives it too. */
  code: string;
  language: "json" | "text";
  /** Accessible name of the region, which can be scrolled with the keyboard. */
  label: string;
  lineNumbers?: boolean;
  className?: string;
};

/** Code in a scrolling box. JSON is coloured. Line numbers are drawn by CSS, so that they are never copied. */
export function CodeBlock({ code, language, label, lineNumbers = false, className }: CodeBlockProps) {
  const lines = code.replace(/\n$/, "").split("\n");
  return (
    <ScrollRegion aria-label={label} className={classNames("rounded-md bg-sunken", className)}>
      <pre className="w-fit min-w-full py-3 font-mono text-xs leading-5">
        <code className={classNames("block", lineNumbers && "[counter-reset:line]")}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text.
            <span key={index} className={classNames("block pr-4", lineNumbers ? LINE_NUMBER : "pl-4")}>
              {language === "json" ? <JsonLine text={line} /> : line}
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </ScrollRegion>
  );
}

/** One line of JSON, coloured. A line is enough: our JSON has no string that spans two. */
export function JsonLine({ text }: { text: string }) {
  return tokenizeJson(text).map((token, index) =>
    token.kind === "space" ? (
      token.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line.
      <span key={index} className={COLOURS[token.kind]}>
        {token.text}
      </span>
    ),
  );
}

const COLOURS: Readonly<Record<Exclude<JsonTokenKind, "space">, string>> = {
  key: "text-code-key",
  string: "text-code-string",
  number: "text-code-number",
  literal: "text-code-literal",
  punctuation: "text-code-punctuation",
};

const LINE_NUMBER =
  "pl-12 relative before:absolute before:left-0 before:w-9 before:text-right before:text-ink-3 before:select-none before:[counter-increment:line] before:content-[counter(line)]";
