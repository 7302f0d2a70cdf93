import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { startTestDatabase } from '../launch/test-database.ts';
import { held } from './held.ts';
import { SQL_SHAPES } from './held-sql.ts';

it('destroys nothing under hold by any route, and by each what was let go of', async () => {
  const test = await startTestDatabase();
  const told: string[] = [];
  try {
    const result = await held({
      ...{ seed: 1, project: '', folder: tmpdir(), say: (sentence) => void told.push(sentence) },
      ground: {
        ...{ application: test.appConnection, owner: test.ownerConnection, contextKey: test.contextKey },
        ...{ masterKey: Buffer.alloc(32, 3), query: (text, values = []) => test.query(text, values) as never },
      },
      ...{ attempts: 1_500, ofEach: 2, byDoor: 40, races: 12 },
    });
    expect(result.failures).toEqual([]);
    expect(result.counts).toMatchObject({ 'held cases destroyed': 0, 'let go of and destroyed': 10 });
    expect(result.counts['attempts']).toBeGreaterThanOrEqual(1_500);
    // Each shape was tried on each case, and nearly all are refused rather than undone.
    expect(result.counts['routes']).toMatchObject({
      'SQL as the application': { gone: 0 },
      'run of disposal': { tried: 40, refused: { held: 40 } },
      'routes of the interface': { gone: 0, refused: { held: 10, 'hold-own-release': 2 } },
      'restore with an old list': { refused: { 'never-happened': 40 } },
    });
    expect(SQL_SHAPES.length).toBeGreaterThanOrEqual(30);
  } finally {
    await test.close();
  }
}, 60_000);
