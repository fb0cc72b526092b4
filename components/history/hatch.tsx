/** The pattern of what was not read. `id` is the pattern's, to be named in `url(#id)`. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className="fill-unknown-soft" />
      <line x1="0" y1="0" x2="0" y2="6" strokeWidth="3" className="stroke-unknown-fill" />
    </pattern>
  );
}

/** A swatch of it, for the legend. */
export function HatchSwatch({ id }: { id: string }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0">
      <defs>
        <HatchPattern id={id} />
      </defs>
      <rect x="0.5" y="0.5" width="11" height="11" fill={`url(#${id})`} className="stroke-unknown" />
    </svg>
  );
}
