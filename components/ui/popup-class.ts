/** Look shared by everything that floats beside what opened it. */
export const popupClass =
  "max-w-[min(28rem,calc(100vw-1rem))] rounded-lg border border-line-strong bg-raised text-sm text-ink shadow-raised outline-none transition-[opacity,translate] duration-100 data-starting-style:-translate-y-0.5 data-starting-style:opacity-0 data-ending-style:opacity-0";
