// Redactions over the wire: drawn by one, gone on with by another, found by words and parties, approved by somebody who drew nothing and
// opened each page, and filed without what the boxes cover; and what nobody is shown or let do.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import { extract } from '../full/extractors.ts';
import { makePdf } from '../full/made-pdf.ts';
import { type ApiUnderTest, type Client, signedIn } from './api-under-test.ts';
import { careSource, CITY, type CareUnderTest, done, kept, startCare } from './care-under-test.ts';
import { upsertPeople } from '../store/upsert-people.ts';

const SOURCE = `${careSource(`  sections:
    - { name: health, title: Health, fields: [diagnosis, hidden], readers: [manager] }
`).replace(
  'data:\n',
  `data:
  fullName: { type: text, label: Name, personal: true, subject: person, purpose: To write to them, identifies: name }
  hidden: { type: text, label: Other number, personal: true, subject: person, purpose: To find them, identifies: number }
`,
)}
parties: { person: { title: Person, subject: true } }
documents:
  paper: { title: Paper, audiences: { all: { title: Everybody }, sealed: { title: The ward, section: health } } }
  form: { title: Form, redactedBy: one }
`;

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let nils: Client;
let opened: CareUnderTest['opened'];

beforeAll(async () => {
  buildDrawing();
  ({ under, olga, mara, opened } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [{ person: 'nils', name: 'Nils', memberships: [{ team: 'desk', role: 'officer' }] }],
  });
  nils = await signedIn(under, 'nils');
}, 60_000);
afterAll(() => under.close());

function letter(): Buffer {
  const pdf = makePdf();
  const font = pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>');
  for (const words of ['Dear Ada Lovelace, number 77-1234,', 'nothing else is here']) {
    const page = pdf.page(400, 400);
    page.resources['Font'] = [`/F1 ${font} 0 R`];
    page.content.push(`BT /F1 12 Tf 40 300 Td (${words}) Tj ET`);
  }
  return pdf.end({ packedObjects: false, packedContent: false, behind: '' });
}

interface Filed {
  readonly path: string;
  readonly version: string;
}

async function filed(of = 'paper'): Promise<Filed> {
  const path = await opened();
  const bytes = letter();
  const audience = of === 'paper' ? { audience: 'all' } : {};
  const begun = await olga.send('POST', `${path}/uploads`, {
    body: { of, ...audience, name: 'a.pdf', size: bytes.length },
  });
  const upload = String(begun.headers['location']);
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  await olga.send('PATCH', upload, { raw: bytes, headers });
  await olga.send('POST', `${upload}/finish`, { body: {} });
  const number = await done(olga, `${path}/documents`, { of, ...audience, title: 'A paper', file: begun.body.file });
  const content = createHash('sha256').update(bytes).digest('hex');
  return { path, version: `${path}/documents/document.${number}/versions/${content}` };
}

let drafts = 0;
const newDraft = (): string => `01a00000-0000-7000-8000-${String((drafts += 1)).padStart(12, '0')}`;
/** Over the line of the letter. */
const BOX = { page: 1, x: 0.05, y: 0.2, width: 0.9, height: 0.1, reason: 's 47F' };
const COPY = { of: 'paper', audience: 'all', title: 'In part', boxes: [BOX] };

interface Saved {
  readonly at: string;
  readonly digest: string;
  readonly version: number;
}

async function saved(by: Client, { version }: Filed, changed: object = {}): Promise<Saved> {
  const at = `${version}/redactions/${newDraft()}`;
  const { status, body } = await by.send('POST', at, { body: { ...COPY, ...changed, version: 0 } });
  expect([status, body.state, body.version]).toEqual([200, 'open', 1]);
  return { at, digest: String(body.digest), version: Number(body.version) };
}

async function stepped(
  by: Client,
  { at, digest, version, ...more }: Saved & { readonly remark?: string },
  step: string,
) {
  const { status, body } = await by.send('POST', `${at}/steps`, { body: { step, version, digest, ...more } });
  return status === 200 ? String(body.state) : `${status} ${String(body.code)}`;
}

async function opens(by: Client, { version }: Filed, pages: readonly number[]): Promise<void> {
  expect((await by.send('POST', `${version}/opened`, { body: { pages } })).status).toBe(200);
}

describe('a redaction by two people', () => {
  test('is drawn by one, submitted, and approved by another who has opened each page; then the copy is filed', async () => {
    const source = await filed();
    const draft = await saved(olga, source);
    expect(await stepped(mara, draft, 'approve')).toBe('409 redaction-moved');
    expect(await stepped(olga, draft, 'submit')).toBe('submitted');
    expect(await stepped(olga, draft, 'approve')).toBe('409 redaction-own');
    expect(await stepped(mara, draft, 'approve')).toBe('409 redaction-unread');
    await opens(mara, source, [1]);
    expect(await stepped(mara, draft, 'approve')).toBe('409 redaction-unread');
    await opens(mara, source, [2]);
    expect(await stepped(mara, { ...draft, digest: 'a'.repeat(64) }, 'approve')).toBe('409 redaction-moved');
    const seen = await mara.get(`${draft.at}/text`);
    expect(seen.body).toEqual({ pages: ['', 'nothing else is here'], problem: null });
    expect(await stepped(mara, draft, 'approve')).toBe('filed');
    const { documents } = await kept(olga, source.path);
    expect(documents).toHaveLength(2);
    expect(documents[1]).toMatchObject({ words: 'In part', channel: 'made', derivedFrom: { how: 'redaction' } });
    const { entry, versions } = documents[1];
    const url = `${source.path}/documents/${entry}/versions/${versions[0].content}`;
    const copy = await under.api.app.inject({ method: 'GET', url, headers: { cookie: olga.cookie } });
    const texts = await extract(copy.rawPayload, 'application/pdf', { programs: new Set(), readsPixels: false });
    expect([...texts.values()].join(' ')).not.toMatch(/Lovelace|77-1234/i);
    expect([...texts.values()].join(' ')).toMatch(/nothing/i);
    // Asked again it is as it is, and there is no second copy.
    expect(await stepped(mara, draft, 'approve')).toBe('409 redaction-moved');
    expect((await olga.get(`${source.version}/redactions`)).body.drafts).toEqual([]);
    const lines = await under.test.query<{ person: string; action: string }>(
      "select person, action from access_log where $1 = any (case_ids) and action like '%-redaction%' order by recorded_at, entry_id",
      [source.path.split('/').at(-1)],
    );
    expect(lines.map(({ person, action }) => `${person} ${action}`)).toEqual([
      ...['olga save-redaction', 'mara refused:approve-redaction', 'olga submit-redaction'],
      ...['olga', 'mara', 'mara', 'mara'].map((person) => `${person} refused:approve-redaction`),
      ...['mara approve-redaction', 'mara refused:approve-redaction', 'olga list-redactions'],
    ]);
  });

  test('is gone on with by others, by nobody over what another saved, and approved by nobody who drew', async () => {
    const source = await filed();
    const draft = await saved(olga, source);
    const { body } = await nils.get(`${source.version}/redactions`);
    expect(body).toMatchObject({ people: 2, drafts: [{ ...COPY, state: 'open', drawnBy: ['Olga'], isOwn: false }] });
    const second = { ...BOX, page: 2, reason: 's 22' };
    const more = { ...COPY, boxes: [BOX, second], version: 1 };
    const { body: gone } = await nils.send('POST', draft.at, { body: more });
    expect(gone).toMatchObject({ version: 2, state: 'open' });
    expect(gone.digest).not.toBe(draft.digest);
    const stale = await olga.send('POST', draft.at, { body: { ...COPY, version: 1 } });
    expect([stale.status, stale.body.code]).toEqual([409, 'redaction-moved']);
    const now = { ...draft, version: 2, digest: String(gone.digest) };
    expect(await stepped(olga, now, 'submit')).toBe('submitted');
    const late = await olga.send('POST', draft.at, { body: { ...more, version: 2 } });
    expect(late.body.code).toBe('redaction-moved');
    await opens(nils, source, [1, 2]);
    expect(await stepped(nils, now, 'approve')).toBe('409 redaction-own');
    expect(await stepped(mara, { ...now, remark: 'The second box is too much.' }, 'return')).toBe('open');
    const { body: again } = await olga.get(`${source.version}/redactions`);
    expect(again.drafts[0]).toMatchObject({ remark: 'The second box is too much.', drawnBy: ['Nils', 'Olga'] });
    expect(await stepped(olga, now, 'discard')).toBe('discarded');
    expect(await stepped(olga, now, 'submit')).toBe('409 redaction-moved');
  });

  test('is not to be had by the way for one, is complete before it is submitted, and lies on the page', async () => {
    const source = await filed();
    const direct = {
      of: 'paper',
      audience: 'all',
      reasons: ['r'],
      boxes: [{ ...BOX, reason: 'r' }],
      unit: 'fractions',
    };
    const refused = await olga.send('POST', `${source.version}/redactions`, { body: direct });
    expect([refused.status, refused.body.code]).toEqual([409, 'redaction-second']);
    const bare = await saved(olga, source, { boxes: [{ ...BOX, reason: '' }] });
    expect(await stepped(olga, bare, 'submit')).toBe('422 redaction-boxes');
    const outside = { ...COPY, boxes: [{ ...BOX, x: 1.5 }], version: 0 };
    const said = await olga.send('POST', `${source.version}/redactions/${newDraft()}`, { body: outside });
    expect(said.body.code).toBe('redaction-boxes');
  });

  test('is known to nobody who may not know the copy, or the original', async () => {
    const source = await filed();
    const sealed = await saved(mara, source, { audience: 'sealed' });
    expect((await mara.get(`${source.version}/redactions`)).body.drafts).toHaveLength(1);
    expect((await olga.get(`${source.version}/redactions`)).body.drafts).toEqual([]);
    expect((await olga.get(`${sealed.at}/text`)).status).toBe(404);
    expect(await stepped(olga, sealed, 'discard')).toBe('404 not-found');
    // Nor is it taken over by an id that is guessed.
    expect((await olga.send('POST', sealed.at, { body: { ...COPY, version: 1 } })).status).toBe(404);
    const elsewhere = await filed();
    const other = sealed.at.replace(source.version, elsewhere.version);
    expect(await stepped(mara, { ...sealed, at: other }, 'discard')).toBe('404 not-found');
    expect((await olga.send('POST', sealed.at, { body: { ...COPY, audience: 'sealed', version: 1 } })).status).toBe(
      404,
    );
  });
});

describe('a redaction by one person', () => {
  test('is approved by whoever drew it, where the kind says so', async () => {
    const source = await filed('form');
    const draft = await saved(olga, source);
    expect((await olga.get(`${source.version}/redactions`)).body.people).toBe(1);
    expect(await stepped(olga, draft, 'approve')).toBe('filed');
    expect((await kept(olga, source.path)).documents).toHaveLength(2);
  });
});

describe('proposals of boxes', () => {
  test('are found by words and by what is known of the parties, as far as whoever asks may read it', async () => {
    const { path, version } = await filed();
    const data = { fullName: 'Ada Lovelace', hidden: '77-1234' };
    expect((await mara.send('PATCH', `${path}/data`, { body: { data } })).status).toBe(200);
    const asked = async (by: Client, body: object) => {
      const { status, body: said } = await by.send('POST', `${version}/suggested-boxes`, { body });
      expect([status, said.problem]).toEqual([200, null]);
      return said.boxes as readonly { page: number; x: number; y: number; width: number; because: string }[];
    };
    const [dear] = await asked(olga, { phrases: ['dear'], parties: false });
    expect(dear).toMatchObject({ page: 1, words: 'Dear', because: 'dear' });
    // 40 points from the left of 400, 100 from the top, four letters of 7.2 points.
    expect(dear?.x).toBeCloseTo(0.1, 1);
    expect(dear?.y).toBeCloseTo(0.23, 1);
    expect(dear?.width).toBeCloseTo(0.075, 2);
    const because = async (by: Client) =>
      [...new Set((await asked(by, { phrases: ['nowhere'], parties: true })).map((box) => box.because))].toSorted();
    expect(await because(mara)).toEqual(['77-1234', 'Ada Lovelace']);
    expect(await because(olga)).toEqual(['Ada Lovelace']);
  });
});

test('what is drawn is sealed, and ends with the key of the document', async () => {
  const source = await filed();
  await saved(olga, source, { title: 'CANARYTITLE', boxes: [{ ...BOX, reason: 'CANARYREASON' }] });
  const rows = await under.test.query<{ row: string }>(
    "select redaction_draft::text || encode(sealed, 'escape') as row from redaction_draft",
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map(({ row }) => row).join('\n')).not.toMatch(/CANARY/);
  const [{ subject } = { subject: '' }] = await under.test.query<{ subject: string }>(
    'select subject from redaction_draft where case_id = $1',
    [source.path.split('/').at(-1)],
  );
  await under.test.query('delete from data_key where subject = $1', [subject]);
  expect(await under.test.query('select from redaction_draft where subject = $1', [subject])).toEqual([]);
  expect((await olga.get(`${source.version}/redactions`)).status).toBe(404);
});
