/** A page of a list, as the hub answers it. */
export interface Page<T> {
  data: T[];
  hasMore: boolean;
  nextCursor?: string | undefined;
}

/** A list that is read page by page while it is walked: `for await (const one of list)`, `.page()`, `.toArray({ limit })`. */
export class List<T> implements AsyncIterable<T> {
  constructor(private readonly read: (cursor: string | undefined) => Promise<Page<T>>) {}

  page(cursor?: string): Promise<Page<T>> {
    return this.read(cursor);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (let cursor: string | undefined; ; ) {
      const page = await this.read(cursor);
      yield* page.data;
      if (!page.hasMore || page.nextCursor === undefined) return;
      cursor = page.nextCursor;
    }
  }

  async toArray({ limit }: { limit: number }): Promise<T[]> {
    const all: T[] = [];
    for await (const one of this) {
      if (all.length >= limit) break;
      all.push(one);
    }
    return all;
  }
}
