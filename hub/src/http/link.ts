import type { NextFunction, Request, Response } from 'express';

/** Beside `nextCursor` in the body, the address of the next page stands in the header Link (RFC 8288), where clients of every kind look for it. */
export function linkToNext(request: Request, response: Response, next: NextFunction): void {
  const send = response.json.bind(response);
  response.json = (body: unknown) => {
    const cursor = (body as { nextCursor?: unknown } | undefined)?.nextCursor;
    if (typeof cursor === 'string') {
      const [path = '', query = ''] = request.originalUrl.split('?');
      const kept = query.split('&').filter((one) => one !== '' && !one.startsWith('cursor='));
      response.setHeader('Link', `<${path}?${[...kept, `cursor=${encodeURIComponent(cursor)}`].join('&')}>; rel="next"`);
    }
    return send(body);
  };
  next();
}
