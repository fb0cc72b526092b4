const KEY = "cado-reach-name";

/** The name that was typed in this browser before; "" for none, and where the browser keeps nothing. */
export function readKeptName(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a name for the next time that somebody signs in here. */
export function keepName(name: string): void {
  try {
    if (name === "") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, name);
  } catch {
    // A browser that keeps nothing asks again; signing in works all the same.
  }
}
