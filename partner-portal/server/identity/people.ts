import { readFileSync } from 'node:fs';
import { z } from 'zod';

const file = z.object({
  users: z.array(z.object({ sub: z.string().min(1), name: z.string().min(1), email: z.string().optional(), roles: z.array(z.string()), partnerId: z.string().optional(), brand: z.string().optional() })).default([]),
  clients: z.array(z.object({ clientId: z.string().min(1), clientSecret: z.string().min(8), name: z.string(), roles: z.array(z.string()), partnerId: z.string().optional() })).default([]),
});
export type People = z.infer<typeof file>;
export type DemoUser = People['users'][number];

/** The people and machine clients of a development run; read anew each time, for brands join while it runs. */
export function readPeople(path: string): People {
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { users: [], clients: [] };
    throw error;
  }
}
