import { Readable } from "node:stream";
import { guarded } from "#lib/auth/guard.ts";
import { openBackup } from "#lib/store/backup/open-backup.ts";
import { getStore } from "#lib/store/get-store.ts";

/** Everything that is kept, as a file for `reach store restore`, while the dashboard runs. */
export const GET = guarded(async () => {
  const { name, bytes } = await openBackup(await getStore(), new Date());
  return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
    headers: { "Content-Type": "application/gzip", "Content-Disposition": `attachment; filename="${name}"` },
  });
});
