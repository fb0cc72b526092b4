// Loaded before everything else of a dashboard under test: its clock is ahead of the machine's.
const aheadMs = Number(process.env.CADO_REACH_CLOCK_AHEAD_MS ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + aheadMs);
    else super(...parts);
  }

  // Next.js copies a date's own members, and not those that it inherits.
  static parse = RealDate.parse;
  static UTC = RealDate.UTC;

  static now() {
    return RealDate.now() + aheadMs;
  }
};
