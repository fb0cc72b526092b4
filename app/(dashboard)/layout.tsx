import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppHeader } from "#components/shell/app-header.tsx";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { findSession } from "#lib/auth/session.ts";
import { getSettings } from "#lib/settings.ts";

/** Header and frame of every page behind the sign-in. A layout cannot guard: each page calls requireSession itself. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const session = await findSession(await headers());
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="skip-link">
        Skip to the content
      </a>
      <AppHeader estateLabel={getSettings().estateLabel} theme={theme} sessionName={session?.name ?? ""} />
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  );
}
