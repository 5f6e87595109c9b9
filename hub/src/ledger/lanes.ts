/** Collects what arrives within a moment and hands it over together; while one group runs, the next one fills. */
export class Lane<In extends { readonly names: readonly string[] }, Out> {
  private waiting: { item: In; resolve: (value: Out) => void; reject: (error: unknown) => void }[] = [];
  private running = false;

  constructor(private readonly work: (group: In[]) => Promise<Out[]>, private readonly hitsAll: (error: unknown) => boolean, private readonly most = 256) {}

  submit(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.running) {
        this.running = true;
        setImmediate(() => void this.drain());
      }
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.takeGroup();
      try {
        const answers = await this.work(group.map((one) => one.item));
        group.forEach((one, at) => {
          one.resolve(answers[at] as Out);
        });
      } catch (error) {
        if (group.length > 1 && !this.hitsAll(error)) await this.oneByOne(group);
        else for (const one of group) one.reject(error);
      }
    }
    this.running = false;
  }

  /** An unexpected fault of a shared transaction must not become a neighbour's answer. */
  private async oneByOne(group: typeof this.waiting): Promise<void> {
    for (const one of group) {
      try {
        one.resolve((await this.work([one.item]))[0] as Out);
      } catch (error) {
        one.reject(error);
      }
    }
  }

  /** Intents that share a name, such as a member or a key, do not share a transaction; the second waits for the next. */
  private takeGroup(): typeof this.waiting {
    const seen = new Set<string>();
    const group: typeof this.waiting = [];
    const later: typeof this.waiting = [];
    for (const one of this.waiting) {
      const { names } = one.item;
      if (group.length >= this.most || names.some((name) => seen.has(name))) later.push(one);
      else group.push(one);
      names.forEach((name) => seen.add(name));
    }
    this.waiting = later;
    return group;
  }
}

/** Members always use the same lane, so that lanes do not wait for each other's rows. */
export function laneOf(memberId: string, lanes: number): number {
  return Number.parseInt(memberId.slice(-8), 16) % lanes;
}
