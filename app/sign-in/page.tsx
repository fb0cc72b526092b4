import type { Metadata } from "next";
import { connection } from "next/server";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ link?: string }> };

const LINK_WORDS: Readonly<Record<string, string>> = {
  used: "This link has been used already; it opens one browser, once. To sign in here too, paste the token from it.",
  wrong: "This link is not of the present run. Cado Reach prints a new one at every start.",
};

export default async function SignInPage({ searchParams }: SignInPageProps) {
  await connection();
  const { link } = await searchParams;
  return <SignInForm notice={link === undefined ? undefined : LINK_WORDS[link]} />;
}
