/** Collects what arrives within a moment and hands it over together; while one group runs, the next one fills. */
class Lane<In extends { readonly names: readonly string[] }, Out> {
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

/** What a lane carries, with the member and the partner that choose the lane. */
interface Carried {
  readonly names: readonly string[];
  readonly memberId: string;
  readonly partnerId: string;
}

/**
 * Some lanes for all and one for who has nothing under way while another has most of it: a quiet partner would wait for a loud one's transaction
 * to end before its own begins. Members always use the same lane of those for all, so that these do not wait for each other's rows; where the lane
 * of quiet ones meets them, the locks of the members decide, as they do between two hubs.
 */
export class Lanes<In extends Carried, Out> {
  private readonly forAll: Lane<In, Out>[];
  private readonly forQuiet: Lane<In, Out>;
  private readonly underWayOf = new Map<string, number>();
  private underWay = 0;

  constructor(count: number, work: (group: In[]) => Promise<Out[]>, hitsAll: (error: unknown) => boolean) {
    const lane = (): Lane<In, Out> => new Lane<In, Out>(work, hitsAll);
    this.forAll = Array.from({ length: count }, lane);
    this.forQuiet = lane();
  }

  /** @param inTurn whether what is submitted for one member has to be carried out in the order in which it was submitted */
  submit(item: In, inTurn: boolean): Promise<Out> {
    const { memberId, partnerId } = item;
    const lane = !inTurn && this.isQuietBesideALoudOne(partnerId) ? this.forQuiet : (this.forAll[Number.parseInt(memberId.slice(-8), 16) % this.forAll.length] as Lane<In, Out>);
    this.count(partnerId, 1);
    return lane.submit(item).finally(() => this.count(partnerId, -1));
  }

  private isQuietBesideALoudOne(partnerId: string): boolean {
    if (this.underWayOf.has(partnerId)) return false;
    for (const one of this.underWayOf.values()) if (one * 2 > this.underWay) return true;
    return false;
  }

  private count(partnerId: string, by: number): void {
    this.underWay += by;
    const now = (this.underWayOf.get(partnerId) ?? 0) + by;
    if (now > 0) this.underWayOf.set(partnerId, now);
    else this.underWayOf.delete(partnerId);
  }
}
