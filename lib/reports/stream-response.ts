import "server-only";

/**
 * Pieces of text as one answer, made as the client takes them. The first is made before the answer begins, so that what
 * goes wrong there can still become a problem; later the connection is cut, so that half a file is not taken for a whole one.
 */
export async function streamResponse(
  pieces: AsyncGenerator<string>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const encoder = new TextEncoder();
  let next = await pieces.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value));
      next = await pieces.next();
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers });
}

/** The headers of a file to be kept by the browser. */
export function attachment(name: string, type: "text/csv" | "application/json"): Readonly<Record<string, string>> {
  return { "Content-Type": `${type}; charset=utf-8`, "Content-Disposition": `attachment; filename="${name}"` };
}
