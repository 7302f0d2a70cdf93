import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Approved, approversOf, type DisposalList, listState, RECORDS_REFUSALS, whyNotDone } from './records.ts';

const LIST: DisposalList = {
  ...{ proposedBy: 'rita', hash: 'a', isDraft: false, isWithdrawn: false, isStarted: false, isFinished: false },
};
const by = (person: string, more: Partial<Approved> = {}): Approved => ({ person, hash: 'a', stands: true, ...more });
const facts = (approvals: readonly Approved[], person = 'ruth', left = 3) => ({ approvals, left, by: person });
const START = { kind: 'start', hash: 'a', items: 3 } as const;

describe('a list of disposal', () => {
  it('is approved by two others than whoever proposed it, of exactly this list, who still may', () => {
    expect(approversOf(LIST, [by('rita'), by('ron'), by('ruth', { hash: 'b' })])).toEqual(['ron']);
    expect(approversOf(LIST, [by('ron'), by('ron'), by('ruth', { stands: false })])).toEqual(['ron']);
    expect(listState(LIST, [by('ron')])).toBe('in-review');
    expect(listState(LIST, [by('ron'), by('ruth')])).toBe('approved');
    expect(listState({ ...LIST, hash: 'b' }, [by('ron'), by('ruth')])).toBe('in-review');
  });

  it('says why each thing is not done, and lets the next one be done', () => {
    const draft = { ...LIST, isDraft: true };
    const submit = { kind: 'submit', hash: 'a' } as const;
    const approve = { kind: 'approve', hash: 'a' } as const;
    expect(whyNotDone(draft, submit, facts([]))).toBeNull();
    expect(whyNotDone(draft, { ...submit, hash: 'b' }, facts([]))).toBe('disposal-changed');
    expect(whyNotDone(draft, submit, facts([], 'rita', 0))).toBe('disposal-nothing-left');
    expect(whyNotDone(LIST, submit, facts([]))).toBe('disposal-submitted');
    expect(whyNotDone(draft, approve, facts([]))).toBe('disposal-draft');
    expect(whyNotDone(LIST, approve, facts([], 'rita'))).toBe('disposal-own');
    expect(whyNotDone(LIST, approve, facts([by('ruth')]))).toBe('disposal-approved-already');
    expect(whyNotDone(LIST, approve, facts([by('ruth', { hash: 'before' })]))).toBeNull();
    expect(whyNotDone(LIST, START, facts([by('ron')]))).toBe('disposal-not-approved');
    expect(whyNotDone(LIST, { ...START, items: 4 }, facts([by('ron'), by('ruth')]))).toBe('disposal-changed');
    expect(whyNotDone(LIST, START, facts([by('ron'), by('ruth')]))).toBeNull();
    expect(whyNotDone({ ...LIST, isStarted: true }, { kind: 'take-out' }, facts([]))).toBe('disposal-started');
    // Somebody who approved it has left.
    const stopped = { ...LIST, isStarted: true };
    expect(listState(stopped, [by('ron', { stands: false }), by('ruth')])).toBe('stopped');
    expect(whyNotDone(stopped, approve, facts([by('ruth')], 'rolf'))).toBeNull();
  });

  it('never begins without two who may, whatever else is so', () => {
    const person = fc.constantFrom('rita', 'ron', 'ruth', 'rolf');
    const approval = fc.record({ person, hash: fc.constantFrom('a', 'b'), stands: fc.boolean() });
    const list = fc.record({
      ...{ proposedBy: person, hash: fc.constantFrom('a', 'b'), isDraft: fc.boolean(), isWithdrawn: fc.boolean() },
      ...{ isStarted: fc.boolean(), isFinished: fc.boolean() },
    });
    let begun = 0;
    fc.assert(
      fc.property(list, fc.array(approval, { maxLength: 5 }), person, (of, approvals, who) => {
        const act = { kind: 'start', hash: of.hash, items: 3 } as const;
        if (whyNotDone(of, act, { approvals, left: 3, by: who }) !== null) return;
        begun += 1;
        const others = new Set(
          approvals
            .filter((one) => one.stands && one.hash === of.hash && one.person !== of.proposedBy)
            .map((one) => one.person),
        );
        expect(others.size).toBeGreaterThanOrEqual(2);
        expect([of.isDraft, of.isWithdrawn, of.isStarted, of.isFinished]).toEqual([false, false, false, false]);
      }),
      { numRuns: 5_000, seed: 6 },
    );
    expect(begun).toBeGreaterThan(20);
  });

  it('has a sentence for each refusal, which says something', () => {
    expect(Object.values(RECORDS_REFUSALS).every((sentence) => sentence.endsWith('.') && sentence.length > 20)).toBe(
      true,
    );
  });
});
