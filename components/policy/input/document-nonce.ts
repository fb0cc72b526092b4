/**
 * The nonce that this page's content security policy asks of a style sheet; "" where there is none. Taken from the page
 * itself: after a navigation without a reload, the policy in force is still that of the first page.
 */
export function documentNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
