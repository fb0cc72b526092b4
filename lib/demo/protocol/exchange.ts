/** One HTTP request, read to its end. Header names are lower case; several headers of a name are joined with a comma. */
export type Exchange = {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Query as sent, without the question mark; "" where there is none. */
  query: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
};

/**
 * A whole answer. The body as bytes: it waits as long as AWS would take, and the pieces that a long text was put together
 * from would wait with it.
 */
export type Reply = { status: number; headers: Readonly<Record<string, string>>; body: Buffer };
