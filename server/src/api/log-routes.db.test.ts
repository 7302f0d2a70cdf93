import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConsistency, checkInclusion } from '../merkle/check-proof.ts';
import { openCheckpoint, readCheckpoint, signCheckpoint, cosignedAt } from '../merkle/checkpoint.ts';
import { hashEntry } from '../merkle/leaf-entry.ts';
import { readVerifier, noteSigner } from '../merkle/signed-note.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { makeCheckpoint } from '../store/make-checkpoint.ts';
import { relayOutbox } from '../store/claim-outbox.ts';
import { openFine, signedIn, startApi, witnessedLog, type ApiUnderTest, type Client } from './api-under-test.ts';

let under: ApiUnderTest;
let anna: Client;
const keys = fileKeyProvider(Buffer.alloc(32, 7));

beforeAll(async () => {
  under = await startApi();
  anna = await signedIn(under, 'anna');
});
afterAll(() => under.close());

async function sign(): Promise<void> {
  while ((await relayOutbox(under.database, 1, 500)).relayed > 0);
  await makeCheckpoint(under.database, { tenant: 1, signer: keys.logSigner(1), now: '2026-03-01T10:00:00.000Z' });
}
const inBytes = (steps: readonly string[]): readonly Buffer[] => steps.map((step) => Buffer.from(step, 'base64'));

describe('the log of the agency', () => {
  it('is empty before anything was signed, and an event waits', async () => {
    const caseId = await openFine(anna);
    expect((await anna.get('/api/v1/log/checkpoint')).body).toMatchObject({ size: 0, checkpoint: '' });
    expect((await anna.get(`/api/v1/cases/${caseId}/events/1/proof`)).body).toMatchObject({ logged: false });
  });

  it('proves an event and its own growth to somebody who has only its key', async () => {
    await sign();
    const before = (await anna.get('/api/v1/log/checkpoint')).body;
    const caseId = await openFine(anna);
    await sign();
    const after = (await anna.get('/api/v1/log/checkpoint')).body;
    const key = readVerifier(after.key);
    const checkpoint = key === null ? null : openCheckpoint(after.checkpoint, key);
    if (checkpoint === null) throw new Error('The checkpoint cannot be opened.');
    expect(after.size).toBe(before.size + 1);
    const grown = (await anna.get(`/api/v1/log/consistency?from=${before.size}&to=${after.size}`)).body;
    const from = { size: before.size, root: Buffer.from(before.root, 'base64') };
    expect(checkConsistency({ from, to: checkpoint, proof: inBytes(grown.proof) })).toBe(true);
    const proof = (await anna.get(`/api/v1/cases/${caseId}/events/1/proof`)).body;
    const leafHash = hashEntry(1, { caseId, seq: 1, hash: Buffer.from(proof.hash, 'hex') });
    const { size, root } = checkpoint;
    expect(checkInclusion({ index: proof.index, size, leafHash, proof: inBytes(proof.proof), root })).toBe(true);
  });

  it('proves nothing beyond what was signed, and takes no other numbers', async () => {
    for (const sizes of ['from=0&to=1', 'from=2&to=1', 'from=1&to=999'])
      expect((await anna.get(`/api/v1/log/consistency?${sizes}`)).body).toMatchObject({ proved: false, proof: [] });
    for (const sizes of ['from=-1&to=1', 'from=1', 'from=01&to=2', 'from=1&to=1e9'])
      expect((await anna.get(`/api/v1/log/consistency?${sizes}`)).status).toBe(400);
  });
});

describe('a checkpoint of another installation', () => {
  const post = (payload: string, type = 'text/plain') =>
    under.api.app.inject({
      method: 'POST',
      url: '/api/v1/witness/add-checkpoint',
      headers: { 'content-type': type },
      payload,
    });
  const note = signCheckpoint({ size: 3, root: Buffer.alloc(32, 1) }, witnessedLog);

  it('is cosigned without a session, remembered, and refused when it contradicts what was seen', async () => {
    const first = await post(`old 0\n\n${note}`);
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    const signed = readCheckpoint(`${note}${first.body}`);
    expect(signed !== null && cosignedAt(signed.note, keys.witnessSigner())).toBeGreaterThan(1_700_000_000);
    const again = await post(`old 0\n\n${note}`);
    expect([again.statusCode, again.headers['content-type'], again.body]).toEqual([409, 'text/x.tlog.size', '3\n']);
    const forked = signCheckpoint({ size: 3, root: Buffer.alloc(32, 2) }, witnessedLog);
    expect((await post(`old 3\n\n${forked}`)).statusCode).toBe(422);
    const stranger = noteSigner(Buffer.alloc(32, 8), 1, () => 'log.example/8');
    expect((await post(`old 0\n\n${signCheckpoint({ size: 1, root: Buffer.alloc(32) }, stranger)}`)).statusCode).toBe(
      404,
    );
    expect((await post(`old 3\n\n${note.replace('\n3\n', '\n4\n')}`)).statusCode).toBe(403);
  });

  it('is refused in another form, and no other route takes plain text', async () => {
    expect((await post('x')).statusCode).toBe(400);
    expect((await post('{}', 'application/json')).statusCode).toBe(400);
    expect((await post('x'.repeat(20_000))).statusCode).toBe(413);
    const { statusCode } = await under.api.app.inject({
      ...{ method: 'POST', url: '/api/v1/session', payload: 'x' },
      headers: { 'content-type': 'text/plain', origin: 'http://casewright.test' },
    });
    expect(statusCode).toBe(415);
  });
});
