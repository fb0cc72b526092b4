/**
 * Who asked for something, as far as Cado Reach can tell.
 * A browser's name is what the person typed when signing in: the token proves that they may, not who they are.
 */
export type Actor = {
  kind: "browser" | "script" | "system";
  /** "" where nobody gave one; for `system` what acted ("incident expiry"). */
  name: string;
  /** Tells two browsers with the same name apart; "" for scripts and the system. */
  session: string;
  /** Address that the request came from, as the server or the proxy in front of it saw it; "" where there was none. */
  from: string;
};
