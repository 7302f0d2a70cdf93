// What may be done with a letter: each move asks for what it needs, and approving for nothing but that it was read.
import { useState } from 'react';
import { moveCommunication } from '../../client/letters.ts';
import type { CaseView, FieldFace, FieldValue } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { lettersTexts as texts } from '#texts/letters';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import type { WrittenLetter } from './letter-facts.tsx';

const MOVES = ['approve', 'send', 'deliver', 'bounce', 'discard'] as const;
type Move = (typeof MOVES)[number];

interface MoveProps {
  readonly view: CaseView;
  readonly letter: WrittenLetter;
  /** Whether what it says is on the page. */
  readonly isShown: boolean;
}

export function MoveLetter({ view, letter, isShown }: MoveProps) {
  const [move, setMove] = useState<Move | null>(null);
  const act = useAct();
  const { of, entry, content } = letter;
  const may = MOVES.filter((each) => letter.may.includes(each) && (each !== 'approve' || isShown));

  async function begin(each: Move): Promise<void> {
    if (each !== 'approve') return setMove(each);
    const result = await act.perform(moveCommunication(view.caseId, { entry, move: each, body: { of, content } }));
    if ('answer' in result) announce(texts.saved);
  }

  return (
    <>
      {act.problem === null ? null : <Notice tone="bad" title={textOf(act.problem)} takeFocus />}
      {may.length === 0 ? null : (
        <div className="page-actions">
          {may.map((each) => (
            <Button
              key={each}
              look={each === 'approve' || each === 'send' ? 'primary' : 'secondary'}
              busy={act.busy}
              onClick={() => void begin(each)}
            >
              {texts.move(each)}
            </Button>
          ))}
        </div>
      )}
      {move === null ? null : <MoveDialog view={view} letter={letter} move={move} onClose={() => setMove(null)} />}
    </>
  );
}

interface DialogProps extends Omit<MoveProps, 'isShown'> {
  readonly move: Move;
  readonly onClose: () => void;
}

function MoveDialog({ view, letter: { entry, of, subject }, move, onClose }: DialogProps) {
  const act = useAct();
  const title = texts.moveOf(move, subject);
  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const said = Object.entries(data).filter(([, value]) => value !== null && value !== '');
    const body = { of, ...Object.fromEntries(said) };
    const result = await act.perform({ ...moveCommunication(view.caseId, { entry, move, body }), unsent });
    if ('problem' in result) return result.problem;
    announce(texts.saved);
    onClose();
    return null;
  }
  const asked = move === 'send' || move === 'deliver' ? ON : REASON;
  return (
    <Dialog title={title} onClose={onClose}>
      <CaseForm
        form={{ form: 'letter', title, fields: [asked] }}
        draft={`letter/${view.caseId}/${entry}/${move}`}
        submit={texts.move(move)}
        busy={act.busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

const REASON: FieldFace = {
  ...{ field: 'reason', kind: 'long-text', label: texts.asked.reason, hint: texts.asked.reasonHint, required: true },
  maxLength: 2_000,
};

const ON: FieldFace = {
  ...{ field: 'on', kind: 'date', label: texts.asked.on, hint: texts.asked.onHint, required: false, maxLength: 10 },
};
