import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { hasOtherKey } from './has-other-key.ts';
import { probeContext } from './probe-context.ts';

describe('what is asked of a database before anything is served', () => {
  let test: TestDatabase;
  const stranger = Buffer.alloc(32, 9);
  beforeAll(async () => {
    test = await startTestDatabase();
    await test.addAgency({ tenant: 5, slug: 'five', team: 'desk', person: 'ann', role: 'officer' });
  });
  afterAll(() => test.close());

  it('finds that the right key is believed and nothing is seen without a context', async () => {
    const probe = await probeContext(test.appConnection, test.contextKey);
    expect(probe).toMatchObject({ seenWithoutContext: 0, believed: true });
    expect(probe.clocksApartMs).toBeLessThan(5_000);
  });

  it('finds that another key is not believed', async () => {
    expect(await probeContext(test.appConnection, stranger)).toMatchObject({ believed: false });
  });

  it('finds that row-level security is off', async () => {
    await test.query('alter table agency disable row level security');
    expect(await probeContext(test.appConnection, test.contextKey)).toMatchObject({ seenWithoutContext: 1 });
    await test.query('alter table agency enable row level security');
  });

  it('tells a database of another master key from ours and from an empty one', async () => {
    expect(await hasOtherKey(test.ownerConnection, test.contextKey)).toBe(false);
    expect(await hasOtherKey(test.ownerConnection, stranger)).toBe(true);
    const empty = await startTestDatabase('empty');
    expect(await hasOtherKey(empty.ownerConnection, stranger)).toBe(false);
    await empty.close();
  });
});
