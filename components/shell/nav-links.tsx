"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { whenIdle } from "#components/ui/when-idle.ts";

const PAGES = [
  { href: "/", label: "Instances" },
  { href: "/policy", label: "Policy" },
  { href: "/changes", label: "Changes" },
  { href: "/diagnose", label: "Diagnose" },
  { href: "/settings", label: "Settings", inMenu: true },
] as const;

export function NavLinks() {
  const pathname = usePathname();
  // The other pages are fetched ahead once this one has what it waits for.
  const [isIdle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);
  return (
    <nav aria-label="Pages" className="flex h-full min-w-0 items-stretch overflow-x-auto">
      {PAGES.map((page) => {
        const current = pathname === page.href || (page.href !== "/" && pathname.startsWith(`${page.href}/`));
        return (
          <Link
            key={page.href}
            href={page.href}
            prefetch={isIdle ? null : false}
            aria-current={pathname === page.href ? "page" : current ? "true" : undefined}
            className={classNames(
              "flex items-center border-b-2 border-transparent px-1.5 pt-0.5 font-medium text-ink-2 -outline-offset-2 hover:text-ink sm:px-3",
              current && "border-accent-text text-ink",
              "inMenu" in page && "max-sm:hidden",
            )}
          >
            {page.label}
          </Link>
        );
      })}
    </nav>
  );
}
