import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../kernel/errors';

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly { readonly name: string; readonly in: string }[] }>>>>;
}

/**
 * Refuses what the contract does not know before any route looks at it: a method that a path has not, and query parameters that an
 * operation does not take. A misspelt filter must not silently show everything.
 */
export function contractGuard(contract: Contract) {
  const routes = Object.entries(contract.paths).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`), literal: !path.includes('{'),
    methods: new Map(Object.entries(methods).map(([method, operation]) => [method.toUpperCase(), new Set((operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name))])),
  })).sort((a, b) => Number(b.literal) - Number(a.literal));
  return (request: Request, response: Response, next: NextFunction): void => {
    const fitting = routes.filter((route) => route.pattern.test(request.path));
    if (fitting.length === 0) return next();
    const known = fitting.map((route) => route.methods.get(request.method)).find((names) => names !== undefined);
    if (!known) {
      response.setHeader('Allow', [...new Set(fitting.flatMap((route) => [...route.methods.keys()]))].join(', '));
      return next(request.method === 'HEAD' ? undefined : new DomainError('method_not_allowed', { detail: `This path takes ${String(response.getHeader('Allow'))}.` }));
    }
    for (const [name, value] of Object.entries(request.query)) {
      const detail = !known.has(name) ? `There is no parameter ${name.slice(0, 40)} here${known.size > 0 ? `; there are ${[...known].join(', ')}` : ''}.` : typeof value === 'string' ? undefined : 'Send this parameter once, as one value.';
      if (detail !== undefined) return next(new DomainError('parameter_invalid', { detail, fields: [{ pointer: name.slice(0, 40), code: known.has(name) ? 'repeated' : 'unknown', detail }] }));
    }
    next();
  };
}
