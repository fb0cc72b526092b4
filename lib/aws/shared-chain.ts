import "server-only";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { CredentialSource } from "./account-credentials.ts";

/**
 * The SDK's default chain, made anew at every call, with the shared files read anew: a chain keeps credentials without an
 * expiry for life, and the SDK keeps the files of the first reading (`ignoreCache`, shared-ini-file-loader).
 */
export const sharedChain: CredentialSource = () => fromNodeProviderChain({ ignoreCache: true })();
