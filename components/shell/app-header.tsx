import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { YourName } from "#components/sign-in/your-name.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import { NavLinks } from "./nav-links.tsx";
import { ProductMark } from "./product-mark.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import type { Theme } from "./theme.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

export type AppHeaderProps = {
  /** Names the estate ("demo estate"); "" for none. */
  estateLabel: string;
  theme: Theme;
  /** What the record calls this session; "" for nothing. */
  sessionName: string;
};

/** Sticks to the top. On a phone what is not navigation moves into a menu, drawn with the browser's own popover. */
export function AppHeader({ estateLabel, theme, sessionName }: AppHeaderProps) {
  return (
    <header className="sticky top-0 z-30 flex h-(--header-height) items-center gap-2 border-b bg-surface px-3 sm:gap-4 sm:px-4">
      <Link href="/" className="rounded-sm">
        <ProductMark />
      </Link>
      {estateLabel && <Badge className="max-sm:hidden">{estateLabel}</Badge>}
      <NavLinks />
      <div className="ml-auto hidden items-center gap-2 sm:flex">
        <ThemeToggle initial={theme} />
        <KeyboardHelp />
        <YourName sent={sessionName} />
        <SignOutButton />
      </div>
      <button
        type="button"
        popoverTarget="header-menu"
        aria-label="More"
        className={buttonClass({ variant: "ghost", size: "md", className: "ml-auto w-9 px-0 sm:hidden" })}
      >
        <Ellipsis aria-hidden="true" className="size-5" />
      </button>
      <div
        id="header-menu"
        popover="auto"
        className="fixed inset-auto top-(--header-height) right-2 m-0 mt-1 min-w-52 flex-col items-start gap-3 rounded-lg border border-line-strong bg-raised p-3 text-ink shadow-raised open:flex"
      >
        {estateLabel && <Badge>{estateLabel}</Badge>}
        <Link href="/settings" className="font-medium text-ink-2 hover:text-ink">
          Settings
        </Link>
        <ThemeToggle initial={theme} />
        <YourName sent={sessionName} />
        <SignOutButton />
      </div>
    </header>
  );
}
