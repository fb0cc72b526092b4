import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { CheckGroup, CorrectionCheck } from "#lib/policy/rewrite/correction.ts";

const GROUPS: readonly { group: CheckGroup; heading: string }[] = [
  { group: "needed", heading: "What Cado needs" },
  { group: "refused", heading: "What it must not have" },
  { group: "as-before", heading: "What has nothing to do with it: answered as before" },
];

/** The corrected role, asked anew: every request, how it had to be answered, and how it was. */
export function Proof({ checks }: { checks: readonly CorrectionCheck[] }) {
  const failed = checks.filter(({ passed }) => !passed);
  const sentence = `${checks.length - failed.length} of ${formatCount(checks.length, "request")} answered as they must`;
  return (
    <section aria-labelledby="proof" className="panel min-w-0">
      <h2 id="proof" className="sr-only">
        Proof
      </h2>
      {failed.length > 0 && (
        <Notice tone="danger" className="m-3" title={`${formatCount(failed.length, "request")} answered otherwise`}>
          Something else in the role decides these, and was left as it is: look at them before you use the policy.
        </Notice>
      )}
      <details open={failed.length > 0}>
        <summary className="rounded-md px-3 py-2.5 marker:text-ink-3 sm:px-4">
          <span className={classNames("font-medium", failed.length === 0 && "text-reachable")}>
            {failed.length === 0 && <span aria-hidden="true">✓ </span>}
            {sentence}
          </span>
          <span className="text-ink-2"> · asked of the corrected role as a whole</span>
        </summary>
        <div className="border-t">
          {GROUPS.map(({ group, heading }) => {
            const asked = checks.filter((check) => check.group === group);
            if (asked.length === 0) return null;
            return (
              <section key={group} className="px-3 py-2 sm:px-4">
                <h3 className="text-xs font-semibold text-ink-3">{heading}</h3>
                <ul className="mt-1">
                  {asked
                    .toSorted((one, other) => Number(one.passed) - Number(other.passed))
                    .map((check, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the list is made whole each time, in one order.
                      <Check key={index} check={check} />
                    ))}
                </ul>
              </section>
            );
          })}
        </div>
      </details>
    </section>
  );
}

function Check({ check: { name, request, expected, answer, passed } }: { check: CorrectionCheck }) {
  return (
    <li className="flex items-baseline gap-2 py-0.5">
      <span aria-hidden="true" className={classNames("w-3 shrink-0 text-center", passed ? "text-reachable" : "text-danger")}>
        {passed ? "✓" : "✗"}
      </span>
      <span className="min-w-0 flex-1">
        {name}{" "}
        <span className="ident text-ink-3 [overflow-wrap:anywhere]">
          {request.action} {request.resource}
        </span>
      </span>
      <span className={classNames("shrink-0", passed ? "text-ink-2" : "font-medium text-danger")}>
        {answer.result}
        {!passed && `, not ${expected}`}
      </span>
    </li>
  );
}
