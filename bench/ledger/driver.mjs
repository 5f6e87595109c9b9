// A driver on bare sockets: requests are bytes that were made before, answers are counted by their status. It costs a fraction of an HTTP client.
import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

class Line {
  constructor(port) {
    this.port = port;
    this.waiting = undefined;
    this.open();
  }

  open() {
    this.socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.rest = Buffer.alloc(0);
    this.opened = new Promise((resolve, reject) => this.socket.once('connect', resolve).once('error', reject));
    this.socket.on('data', (chunk) => this.read(chunk));
    this.socket.on('close', () => this.waiting?.({ status: 0, retryAfter: false }));
    this.socket.on('error', () => undefined);
  }

  read(chunk) {
    this.rest = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const end = this.rest.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.rest.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.rest.length < end + 4 + length) return;
    const body = this.rest.subarray(end + 4, end + 4 + length);
    this.rest = this.rest.subarray(end + 4 + length);
    const answer = { status: Number(head.slice(9, 12)), retryAfter: /\r\nretry-after:/i.test(head), body };
    const resolve = this.waiting;
    this.waiting = undefined;
    resolve?.(answer);
  }

  send(bytes) {
    return new Promise((resolve) => {
      // The hub closes what has been idle for some seconds.
      if (this.socket.destroyed || this.socket.readableEnded) this.open();
      this.waiting = resolve;
      this.socket.write(bytes);
    });
  }
}

export async function openLines(origin, count) {
  const lines = Array.from({ length: count }, () => new Line(Number(new URL(origin).port)));
  await Promise.all(lines.map((line) => line.opened));
  return { lines, close: () => lines.forEach((line) => line.socket.destroy()) };
}

const counted = (result, answer, took) => {
  result.statuses[answer.status] = (result.statuses[answer.status] ?? 0) + 1;
  if (answer.status >= 200 && answer.status < 300) {
    result.good += 1;
    result.latencies.push(took);
  }
  if ((answer.status === 503 || answer.status === 429) && !answer.retryAfter) result.withoutRetryAfter += 1;
};
const fresh = () => ({ good: 0, latencies: [], statuses: {}, withoutRetryAfter: 0, seconds: 0, sending: 0 });

/** Each line sends its next request when the last one is answered. `look` may read more out of an answer. */
export async function closedDrive(lines, requests, look) {
  const result = fresh();
  let next = 0;
  const began = performance.now();
  await Promise.all(lines.map(async (line) => {
    while (next < requests.length) {
      const bytes = requests[next];
      next += 1;
      const at = performance.now();
      const answer = await line.send(bytes);
      counted(result, answer, performance.now() - at);
      look?.(answer);
    }
  }));
  result.seconds = (performance.now() - began) / 1000;
  return result;
}

/** Requests leave at a fixed rate whatever comes back, as long as a line is free; the time of an answer counts from when its request was due. `sending` is how long it took until all were on their way. */
export async function openDrive(lines, requests, perSecond) {
  const result = fresh();
  const idle = [...lines];
  const due = [];
  let sent = 0;
  let answered = 0;
  const began = performance.now();
  await new Promise((resolve) => {
    const dispatch = () => {
      while (due.length > 0 && idle.length > 0) {
        const { bytes, at } = due.shift();
        const line = idle.pop();
        result.sending = (performance.now() - began) / 1000;
        void line.send(bytes).then((answer) => {
          counted(result, answer, performance.now() - at);
          idle.push(line);
          answered += 1;
          if (answered === requests.length) resolve();
          else dispatch();
        });
      }
    };
    const timer = setInterval(() => {
      // The first is due at once, or every answer would seem to take one interval longer than it did.
      const should = Math.min(requests.length, Math.floor(((performance.now() - began) / 1000) * perSecond) + 1);
      for (; sent < should; sent += 1) due.push({ bytes: requests[sent], at: began + (sent / perSecond) * 1000 });
      dispatch();
      if (sent === requests.length) clearInterval(timer);
    }, 5);
  });
  result.seconds = (performance.now() - began) / 1000;
  return result;
}

export function percentile(list, share) {
  if (list.length === 0) return undefined;
  const sorted = [...list].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 100) / 100;
}
export const median = (list) => percentile(list, 0.5);
