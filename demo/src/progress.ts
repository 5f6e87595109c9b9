/** A bar on the terminal, or one line at the end where there is none. */
export class Progress {
  private last = 0;
  constructor(private readonly title: string, private readonly total: number, private readonly out: NodeJS.WriteStream = process.stderr) {}

  at(done: number, note = ''): void {
    if (!this.out.isTTY) return;
    const now = Date.now();
    if (now - this.last < 80 && done < this.total) return;
    this.last = now;
    const share = this.total === 0 ? 1 : Math.min(1, done / this.total);
    const filled = Math.round(share * 28);
    this.out.write(`\r${this.title.padEnd(22)} ${'█'.repeat(filled)}${'░'.repeat(28 - filled)} ${String(Math.round(share * 100)).padStart(3)} %  ${note}\u001b[K`);
  }

  done(note: string): void {
    this.out.write(`${this.out.isTTY ? '\r' : ''}${this.title.padEnd(22)} ${note}${this.out.isTTY ? '\u001b[K' : ''}\n`);
  }
}
