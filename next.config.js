/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm test` checks the types of everything; a first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // The database engine finds its WebAssembly beside its own files.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pg-boss"],
  agentRules: false,
  experimental: { agentUpgrade: false },
};

export default config;
