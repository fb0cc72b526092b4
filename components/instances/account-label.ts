/** What an account is called: the label that its configuration gives it, else its id. */
export function accountLabel(accounts: readonly { id: string; label: string }[], account: string): string {
  return accounts.find(({ id }) => id === account)?.label || account;
}
