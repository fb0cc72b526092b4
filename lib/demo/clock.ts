/** The stand-in's time, epoch milliseconds. Tests give their own, so that none of them has to wait. */
export type Clock = () => number;
