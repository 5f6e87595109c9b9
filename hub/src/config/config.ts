import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('Port of the hub on 127.0.0.1'),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/$/, '')).optional().describe('The only origin the hub believes; tokens name it. http://127.0.0.1:PORT when absent'),
  KONGSI_ENVIRONMENT: z.enum(['SANDBOX', 'LIVE']).default('SANDBOX').describe('SANDBOX mounts /v1/test; LIVE does not'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional().describe('PostgreSQL 18; an embedded server in .kongsi/ when absent'),
  DATA_FOLDER: z.string().min(1).default('.kongsi').describe('Folder of the embedded server'),
});

export type Config = Readonly<z.infer<typeof schema>> & { readonly publicOrigin: string };

/** Reads the settings; all faults are reported at once. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = schema.safeParse(Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name] === '' ? undefined : environment[name]])));
  if (!read.success) throw new Error(`The settings are not usable:\n${read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`);
  return Object.freeze({ ...read.data, publicOrigin: read.data.PUBLIC_ORIGIN ?? `http://127.0.0.1:${read.data.PORT}` });
}
