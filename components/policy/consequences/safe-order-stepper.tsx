import { Check } from "lucide-react";
import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import { instancesLink } from "./instances-link.ts";
import { type SafeStep, type Standing, safeOrder } from "./safe-order.ts";

export type SafeOrderStepperProps = { standing: Standing; linkVariant: VariantName | null };

const NAMES: Readonly<Record<SafeStep["step"], string>> = { tag: "Tag", verify: "Verify", swap: "Swap the policy" };
const STATES: Readonly<Record<SafeStep["state"], string>> = { done: "done", now: "next", later: "later" };

/** The order in which nobody is cut off, and where the estate stands in it. */
export function SafeOrderStepper({ standing, linkVariant }: SafeOrderStepperProps) {
  const steps = safeOrder(standing);
  return (
    <section aria-labelledby="safe-order" className="panel p-3">
      <h3 id="safe-order" className="font-semibold">
        The safe order
      </h3>
      <p className="mt-0.5 mb-2 text-xs text-ink-2">
        Tag while the old policy still lets Cado in, see that every instance was read and none is left over, and only then let the
        policy ask for the tag. The other way round cuts Cado off until the last tag is there.
      </p>
      <ol className="flex flex-col">
        {steps.map((step, index) => (
          <li
            key={step.step}
            aria-current={step.state === "now" ? "step" : undefined}
            className="relative flex gap-3 pb-3 last:pb-0"
          >
            {index < steps.length - 1 && (
              <span aria-hidden="true" className="absolute top-6 bottom-0 left-3 w-px bg-line-strong" />
            )}
            <span
              aria-hidden="true"
              className={classNames(
                "flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-semibold",
                step.state === "done" && "border-transparent bg-reachable-soft text-reachable",
                step.state === "now" && "border-transparent bg-accent text-accent-ink",
                step.state === "later" && "border-line-strong text-ink-2",
              )}
            >
              {step.state === "done" ? <Check className="size-3.5" /> : index + 1}
            </span>
            <div className="min-w-0 pt-0.5">
              <p>
                <span className="font-medium">{NAMES[step.step]}</span>
                <span className="text-ink-3"> · {STATES[step.state]}</span>
              </p>
              <p className="text-ink-2">{step.sentence}</p>
              {step.step === "tag" && standing.blockedByTag > 0 && linkVariant !== null && (
                <Link
                  href={instancesLink(linkVariant, "run-command", ["tag"])}
                  className="text-accent-text underline underline-offset-2"
                >
                  Show and tag them
                </Link>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
