import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a link does to what passes. `loseCommit`: a COMMIT goes through, and its answer never comes back. */
export type Mode = 'pass' | 'loseAnswers' | 'loseCommit' | 'blackHole';

/** A TCP link between two parts of the product that can be cut, silenced and pointed elsewhere. */
export class Link {
  mode: Mode = 'pass';
  /** How often it did what its mode says. */
  fired = 0;
  private readonly pairs = new Set<[Socket, Socket]>();
  private constructor(private readonly server: Server, public target: number) {
    server.on('connection', (socket) => this.join(socket));
  }

  static async open(target: number): Promise<Link> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Link(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private join(near: Socket): void {
    const far = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
    const pair: [Socket, Socket] = [near, far];
    this.pairs.add(pair);
    const end = (): void => {
      near.destroy();
      far.destroy();
      this.pairs.delete(pair);
    };
    let committing = false;
    near.on('data', (chunk) => {
      if (this.mode === 'blackHole') return;
      if (this.mode === 'loseCommit' && chunk.includes('COMMIT')) committing = true;
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (this.mode === 'blackHole') return;
      if (this.mode === 'loseAnswers' || committing) {
        this.fired += 1;
        end();
        return;
      }
      near.write(chunk);
    });
    for (const socket of pair) socket.on('error', end).on('close', end);
  }

  /** Cuts every connection; answers how many there were. */
  cut(): number {
    const count = this.pairs.size;
    for (const [near, far] of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
    this.pairs.clear();
    return count;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
