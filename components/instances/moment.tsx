import { type MomentLook, momentWords } from "./moment-words.ts";

export type MomentProps = {
  /** Epoch ms. */
  at: number;
  as: MomentLook;
};

/** A moment in the reader's own time; UTC on hover. */
export function Moment({ at, as }: MomentProps) {
  const { text, ...rest } = momentWords(at, as);
  return <time {...rest}>{text}</time>;
}
