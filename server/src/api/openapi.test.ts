// What is generated and committed is what the routes say, and the document can be read as one.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { clientTypes } from './client-types.ts';
import { describeApi } from './openapi-document.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';
import { referencePage } from './reference-page.ts';

const committed = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

let text: string;

beforeAll(async () => {
  text = await describeApi();
  // Every shape is compiled, which takes its time on a busy machine.
}, 60_000);

test('the committed document is the one that the routes give; else run `npm run generate`', () => {
  expect(text).toBe(committed('server/openapi.json'));
});

test('the committed types of the staff app are those of the document; else run `npm run generate`', () => {
  expect(clientTypes(text)).toBe(committed('web/src/client/schema.d.ts'));
});

describe('the document', () => {
  test('resolves every reference in it', () => {
    const document = JSON.parse(text);
    const references = [...text.matchAll(/"\$ref": "#\/components\/schemas\/([^"]+)"/g)].map((found) => found[1] ?? '');
    expect(references.length).toBeGreaterThan(50);
    for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  test('gives each operation a name of its own, a summary and its refusals', () => {
    const operations = Object.values<object>(JSON.parse(text).paths).flatMap((path) =>
      Object.values<Operation>(path as Record<string, Operation>),
    );
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
    for (const operation of operations) {
      expect(operation.summary).toMatch(/\.$/);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
    }
  });

  test('asks for nothing but text in addresses: numbers there are not read as such, so a route that wants one refuses all', () => {
    const asked = Object.entries<Record<string, Operation>>(JSON.parse(text).paths).flatMap(([path, operations]) =>
      Object.values(operations).flatMap(({ parameters = [] }) =>
        parameters.map(({ in: where, name, schema }) => ({ path, where, name, schema })),
      ),
    );
    const inAddresses = asked.filter(({ where }) => where === 'path' || where === 'query');
    expect(inAddresses.length).toBeGreaterThan(300);
    expect(inAddresses.filter(({ schema }) => !isText(schema))).toEqual([]);
  });

  test('closes every object, so that no unknown field passes', () => {
    const shapes = JSON.stringify(JSON.parse(text).components.schemas);
    // Two of the filters of a view, and the six maps of answers, one of them in what is taken out and two in what is not sent, have names of their
    // own, each held to a pattern.
    const maps = shapes.split('"propertyNames"').length - 1;
    expect(maps).toBe(8);
    // What the sentence of the engine's reason is about, of a refusal and of a field of it: by names that are the sentence's own.
    const values = shapes.split('"properties":{},"additionalProperties":{"type":"string"}').length - 1;
    expect(values).toBe(2);
    expect(shapes.split('"additionalProperties":false').length + maps + values).toBe(
      shapes.split('"type":"object"').length,
    );
  });
});

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, object>>;
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Shape }[];
}

interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
}

function isText({ type, enum: values = [], anyOf = [] }: Shape): boolean {
  if (anyOf.length > 0) return anyOf.every(isText);
  if (values.length > 0) return values.every((value) => typeof value === 'string');
  return type === 'string';
}

test('the reference page has every path and every problem, and neither script nor inline style', () => {
  const page = referencePage(JSON.parse(text));
  for (const path of Object.keys(JSON.parse(text).paths)) expect(page).toContain(path);
  for (const code of Object.keys(PROBLEM_TEXTS)) expect(page).toContain(`id="${code}"`);
  expect(page).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every problem says in a sentence what is the matter, and none names how the server is made', () => {
  for (const { detail, title, status } of Object.values(PROBLEM_TEXTS)) {
    expect(detail).toMatch(/^[A-Z].*\.$/);
    expect(`${title} ${detail}`).not.toMatch(/SQL|Postgres|Fastify|undefined|null|exception/i);
    expect(status).toBeGreaterThanOrEqual(400);
  }
});
