import { afterEach, describe, expect, it } from 'vitest';
import { setWriting, writingIn } from './doing.ts';
import { dropAllDrafts, hasDrafts, keepDraft, ownDrafts, ownerOfDrafts, readDraft } from './drafts.ts';
import { caseOfPlace } from './unsent.ts';

const CASE = '01a00000-0000-7000-8000-000000000001';

afterEach(() => {
  dropAllDrafts();
  setWriting(null);
});

describe('what is kept of a form', () => {
  it('is of a case where its name says which', () => {
    for (const place of [
      `note/${CASE}`,
      `task/${CASE}/send-fine`,
      `entry/${CASE}/issues/claim`,
      `access/wall/${CASE}`,
      `people/merge/${CASE}/party.1`,
      `rights/settle/${CASE}/correction.1/agency:7/told`,
    ])
      expect(caseOfPlace(place), place).toBe(CASE);
    // Ids of other things look the same.
    for (const place of [`review/${CASE}`, `rights/decide/${CASE}/item`, 'start/permit', `inbox/${CASE}/open/permit`])
      expect(caseOfPlace(place), place).toBeNull();
  });

  it('would be lost with the page only where the server does not have it', () => {
    expect(hasDrafts()).toBe(false);
    keepDraft('note/x', { fields: { text: 'a' }, version: 0, kept: '' });
    expect(hasDrafts()).toBe(true);
    keepDraft('note/x', { fields: { text: 'a' }, version: 1, kept: JSON.stringify({ text: 'a' }) });
    expect(hasDrafts()).toBe(false);
  });

  it('is forgotten when somebody else signs in', () => {
    ownDrafts('anna ');
    keepDraft('note/x', { fields: { text: 'a' }, version: 0, kept: '' });
    ownDrafts('anna ');
    expect(readDraft('note/x')).toBeDefined();
    ownDrafts('marco ');
    expect(readDraft('note/x')).toBeUndefined();
    expect(ownerOfDrafts()).toBe('marco ');
  });

  it('tells others which form it is, and nothing else', () => {
    setWriting(`note/${CASE}`);
    expect(writingIn(CASE)).toBe('note');
    expect(writingIn('another')).toBeNull();
    setWriting(`due-date/${CASE}/appeal`);
    expect(writingIn(CASE)).toBe('form');
    setWriting('start/permit');
    expect(writingIn(CASE)).toBeNull();
  });
});
