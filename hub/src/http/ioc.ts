import type { Request } from 'express';

type Maker = () => unknown;

/** One controller instance per request: a shared one would leak status codes between requests that run at the same time. */
export const iocContainer = (request: unknown): { get: <T>(controller: { prototype: T }) => T } => ({
  get: <T>(controller: { prototype: T }): T => {
    const makers = (request as Request).app.locals['makers'] as Map<unknown, Maker>;
    const make = makers.get(controller);
    if (!make) throw new Error('The composition has no maker for a controller.');
    return make() as T;
  },
});
