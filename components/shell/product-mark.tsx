/** The product's name with its sign: a point, and how far one gets from there. */
export function ProductMark() {
  return (
    <span className="flex items-center gap-2">
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 text-accent-text">
        <g fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="2">
          <path d="M5 9.5A5.5 5.5 0 0 1 10.5 15" />
          <path d="M5 4.5A10.5 10.5 0 0 1 15.5 15" />
        </g>
        <circle cx="5.5" cy="14.5" r="2" fill="currentColor" />
      </svg>
      <span className="text-base leading-5 font-semibold tracking-tight whitespace-nowrap text-ink max-xs:sr-only">
        Cado Reach
      </span>
    </span>
  );
}
