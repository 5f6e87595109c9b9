import type { Request } from 'express';
import 'express-session';

/** Who is signed in, with the tokens that the browser never sees. */
export interface Person {
  subject: string;
  name: string;
  roles: string[];
  partnerId?: string;
  accessToken: string;
  /** Where the issuer gives one; a new access token is fetched with it. */
  refreshToken?: string;
  /** Milliseconds since 1970; the access token's end. */
  expiresAt: number;
  signedInAt: number;
}

declare module 'express-session' {
  interface SessionData {
    /** What the code flow has to find again. */
    flow?: { verifier: string; state: string; nonce: string; returnTo: string };
    person?: Person;
  }
}

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;

/** The person of a session that is younger than twelve hours, whatever its access token's age. */
export function personOf(request: Request): Person | undefined {
  const { person } = request.session;
  return person && Date.now() - person.signedInAt < ABSOLUTE_MS ? person : undefined;
}

const done = (resolve: () => void, reject: (reason: Error) => void) => (error: unknown): void => (error ? reject(error as Error) : resolve());

/** Reads the session's row anew; it fails when the row is gone. */
export const reloaded = (request: Request): Promise<void> => new Promise((resolve, reject) => request.session.reload(done(resolve, reject)));
export const saved = (request: Request): Promise<void> => new Promise((resolve, reject) => request.session.save(done(resolve, reject)));
export const regenerated = (request: Request): Promise<void> => new Promise((resolve, reject) => request.session.regenerate(done(resolve, reject)));
export const destroyed = (request: Request): Promise<void> => new Promise((resolve, reject) => request.session.destroy(done(resolve, reject)));
