import type { LookAlikeAdvice } from "#lib/denial/advice.ts";

/** What a text is that holds no denial. */
export function LookAlike({ advice: { title, detail, steps } }: { advice: LookAlikeAdvice }) {
  return (
    <section aria-labelledby="look-alike" className="panel p-4">
      <h2 id="look-alike" className="text-base font-semibold">
        {title}
      </h2>
      <p className="mt-1 text-ink-2">{detail}</p>
      <ol className="mt-3 flex list-decimal flex-col gap-1 pl-5">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
