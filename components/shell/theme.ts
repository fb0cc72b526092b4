/** `system` follows the reader's device. */
export type Theme = "system" | "light" | "dark";

export const THEME_COOKIE = "cado-reach-theme";

/** The theme that a cookie's value names; anything else is `system`. */
export function parseTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

/** `Set-Cookie` text for `document.cookie`: kept for a year, sent to this site only. */
export function themeCookie(theme: Theme): string {
  return `${THEME_COOKIE}=${theme}; path=/; max-age=${365 * 86_400}; samesite=strict`;
}
