import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type ScrollRegionProps = ComponentProps<"section"> & { "aria-label": string };

/** A named part of the page that scrolls by itself. It takes the focus, or the keyboard could not scroll it. */
export function ScrollRegion({ className, children, ...rest }: ScrollRegionProps) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
      tabIndex={0}
      className={classNames("overflow-auto -outline-offset-2", className)}
      {...rest}
    >
      {children}
    </section>
  );
}
