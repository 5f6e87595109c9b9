import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROBLEMS } from '../../src/http/problem';
import { givenStack, type Stack } from '../support/stack';

interface Operation { description?: string; responses: Record<string, { content?: Record<string, { example?: { code?: string }; schema?: object }>; description: string }>; requestBody?: { content: Record<string, { example?: unknown }> }; security?: object[]; 'x-kongsi-codes'?: string[] }
interface Contract { openapi: string; paths: Record<string, Record<string, Operation>> }
const read = (name: string): Contract => parse(readFileSync(join(__dirname, '../../../openapi', name), 'utf8')) as Contract;

describe('the contract', () => {
  const contract = read('hub.yaml');
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const));

  test('is there as 3.1 and as 3.0, with the same operations', () => {
    const older = read('hub-3.0.yaml');
    expect([contract.openapi, older.openapi]).toEqual(['3.1.0', '3.0.0']);
    expect(Object.keys(older.paths)).toEqual(Object.keys(contract.paths));
    expect(operations.length).toBeGreaterThan(60);
  });

  test.each(['hub', 'hub-3.0'])('%s is the same as YAML and as JSON', (name) => {
    expect(JSON.parse(readFileSync(join(__dirname, '../../../openapi', `${name}.json`), 'utf8'))).toEqual(read(`${name}.yaml`));
  });

  test.each(operations)('%s has a description, a good and a bad example, and its codes', (_name, operation) => {
    expect(operation.description?.length).toBeGreaterThan(10);
    const answers = Object.entries(operation.responses);
    const good = answers.find(([status]) => Number(status) < 400)?.[1];
    const content = Object.values(good?.content ?? {})[0];
    expect(content?.example !== undefined || JSON.stringify(content?.schema ?? {}).includes('binary') || JSON.stringify(content ?? {}).includes('buffer') || content?.schema !== undefined).toBe(true);
    if (operation.requestBody) expect(Object.values(operation.requestBody.content)[0]?.example).toBeDefined();
    for (const code of operation['x-kongsi-codes'] ?? []) expect(Object.keys(PROBLEMS)).toContain(code);
    for (const [status, answer] of answers.filter(([number]) => Number(number) >= 400)) {
      const example = answer.content?.['application/problem+json']?.example;
      expect([status, PROBLEMS[example?.code as keyof typeof PROBLEMS].status]).toEqual([status, Number(status)]);
    }
    if ((operation.security ?? []).length > 0) expect(operation.responses['401']).toBeDefined();
  });

  describe('served', () => {
    let stack: Stack;
    beforeAll(async () => {
      stack = await givenStack();
    });
    afterAll(async () => {
      await stack.stop();
    });
    const get = (path: string): Promise<Response> => fetch(stack.origin + path);

    test('as JSON and YAML, with a page to read it and a page of codes', async () => {
      expect(((await (await get('/openapi.json')).json()) as Contract).openapi).toBe('3.1.0');
      expect(((await (await get('/openapi-3.0.json')).json()) as Contract).openapi).toBe('3.0.0');
      expect(await (await get('/docs')).text()).toContain('swagger-ui-bundle.js');
      expect((await get('/docs/assets/swagger-ui-bundle.js')).status).toBe(200);
      const codes = await (await get('/docs/errors')).text();
      for (const code of Object.keys(PROBLEMS)) expect(codes).toContain(`id="${code}"`);
    });
  });
});
