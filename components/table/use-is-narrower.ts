import { type RefObject, useLayoutEffect, useState } from "react";

/** Whether an element is narrower than `width` px, so that what is in it has to scroll sideways. */
export function useIsNarrower(element: RefObject<HTMLElement | null>, width: number): boolean {
  const [narrower, setNarrower] = useState(false);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => setNarrower(target.clientWidth < width));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, width]);
  return narrower;
}
