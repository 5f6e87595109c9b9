import { Router, type RequestHandler } from 'express';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The first name below the version, by which paths are told apart without trying all of them. @param path with the version, such as `/v1/earns` */
export function segmentOf(path: string): string {
  return path.split('/', 3)[2] ?? '';
}

/** Routes kept by the first name of their path: a request is tried against the few that begin like it instead of some hundreds. Each of them begins with a name, never with a parameter. */
export function bySegment(register: (routes: Router) => void): RequestHandler {
  const routers = new Map<string, Router>();
  const routerOf = (path: string): Router => {
    const segment = segmentOf(path);
    const router = routers.get(segment) ?? Router({ caseSensitive: true, strict: true });
    routers.set(segment, router);
    return router;
  };
  const recorder = Object.fromEntries(METHODS.map((method) => [method, (path: string, ...handlers: RequestHandler[]) => routerOf(path)[method](path, ...handlers)]));
  register(recorder as unknown as Router);
  return (request, response, next) => {
    const router = routers.get(segmentOf(request.path));
    if (router) router(request, response, next);
    else next();
  };
}
