"use client";

import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";

export type OptionSwitch = "portForwarding" | "linuxOnly" | "hybrid" | "ownSessionsOnly" | "guard";

export type OptionSwitchesProps = {
  options: Pick<CorrectionOptions, OptionSwitch>;
  /** The guard is for whole roles: the variants have none in them. */
  withGuard: boolean;
  onChange: (option: OptionSwitch, on: boolean) => void;
};

const SWITCHES: readonly { option: OptionSwitch; label: string; hint: string }[] = [
  { option: "portForwarding", label: "Sessions and port forwarding", hint: "Off: Run Command only." },
  {
    option: "ownSessionsOnly",
    label: "Own sessions only",
    hint: "Ends and resumes the sessions that the role began, not those of others.",
  },
  { option: "hybrid", label: "Hybrid nodes", hint: "Machines outside of EC2 that Systems Manager manages (mi-…)." },
  { option: "linuxOnly", label: "Linux only", hint: "Leaves out the document for Windows." },
  {
    option: "guard",
    label: "Guard against tagging itself in",
    hint: "Denies the role to set or take away the tag, where it could.",
  },
];

/** What the policy is to allow. */
export function OptionSwitches({ options, withGuard, onChange }: OptionSwitchesProps) {
  const id = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-xs font-medium text-ink-2">Options</legend>
      {SWITCHES.filter(({ option }) => withGuard || option !== "guard").map(({ option, label, hint }) => {
        const idle = option === "ownSessionsOnly" && !options.portForwarding;
        return (
          <label key={option} htmlFor={`${id}-${option}`} className="flex items-start gap-2.5">
            <Checkbox
              id={`${id}-${option}`}
              checked={options[option] && !idle}
              disabled={idle}
              onChange={(event) => onChange(option, event.target.checked)}
              className="mt-0.5"
            />
            <span className="min-w-0">
              <span className="block">{label}</span>
              <span className="block text-xs text-ink-3">{idle ? "Without sessions there are none to end." : hint}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
