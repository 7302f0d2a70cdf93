// Making letters: which one, to whom and how; each is shown as its recipient will read it before it is made, or it says what is missing.
import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { createLetterMaker, letterPreviewQuery } from '../../client/letters.ts';
import { RequestFailed } from '../../client/request.ts';
import type { CaseView } from '../../client/types.ts';
import { lettersTexts as texts } from '#texts/letters';
import { Button } from '../../ui/button.tsx';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { Pick } from '../../ui/pick.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { LetterToCheck } from './letter-sheet.tsx';
import { WhoLine, type Party } from './who.tsx';

export type LetterKind = CaseView['kept']['kinds']['communications'][number]['letters'][number];

export function lettersToMake({ kept }: CaseView): readonly LetterKind[] {
  return kept.kinds.communications.flatMap(({ letters }) => letters.filter(({ mayMake }) => mayMake));
}

interface MakeProps {
  readonly view: CaseView;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}

export function MakeLetter({ view, onDone, onClose }: MakeProps) {
  const id = useId();
  const letters = lettersToMake(view);
  const [asked, setAsked] = useState<Asked>(() => askedOf(letters.length === 1 ? letters[0] : undefined));
  const making = useMaking(view, onDone);
  const kind = letters.find(({ letter }) => letter === asked.letter);
  const parties = recipientsOf(view, kind);
  const chosen = parties.filter(({ entry }) => asked.whom.includes(entry));
  const toggle = (entry: string) =>
    setAsked({
      ...asked,
      whom: asked.whom.includes(entry) ? asked.whom.filter((one) => one !== entry) : [...asked.whom, entry],
    });
  /** Who has their letter is not asked for again. */
  async function submit(): Promise<void> {
    const left = await making.make(asked, chosen);
    setAsked({ ...asked, whom: left });
  }
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{texts.make.title}</h2>
      {making.wrong === null ? null : <Notice key={making.attempt} tone="bad" title={making.wrong} takeFocus />}
      <Pick
        label={texts.make.which}
        value={asked.letter}
        options={letters.map(({ letter, title }) => ({ value: letter, label: title }))}
        onPick={(name) => setAsked(askedOf(nameIn(letters, name)))}
      />
      {kind === undefined ? null : <Whom parties={parties} chosen={asked.whom} onToggle={toggle} />}
      {kind === undefined ? null : (
        <Pick
          label={texts.make.channel}
          value={asked.channel}
          options={kind.channels}
          onPick={(channel) => setAsked({ ...asked, channel })}
        />
      )}
      {chosen.map((party) => (
        <div key={party.entry}>
          <Failing channel={kind?.channels.find(({ value }) => value === asked.channel)} party={party} />
          <LetterToCheck asked={{ caseId: view.caseId, letter: asked.letter, party: party.entry }} party={party} />
          {making.said[party.entry] === undefined ? null : (
            <p className="field-error" dir="auto">
              {making.said[party.entry]}
            </p>
          )}
        </div>
      ))}
      <div className="page-actions">
        <Button look="primary" busy={making.isBusy} onClick={() => void submit()}>
          {making.isBusy ? texts.make.busy : texts.make.submit(chosen.length)}
        </Button>
        <Button onClick={onClose}>{texts.make.close}</Button>
      </div>
    </section>
  );
}

interface FailingProps {
  readonly channel: LetterKind['channels'][number] | undefined;
  readonly party: Party;
}

/** Of the channel that was chosen alone; all that fails of a party stands where they are chosen. */
function Failing({ channel, party }: FailingProps) {
  if (channel === undefined || !party.failing.includes(channel.way)) return null;
  const title = (
    <>
      <bdi>{channel.label}</bdi>
      {COLON}
      {texts.letter.failing}
    </>
  );
  return <Notice tone="warn" title={title} />;
}

interface Asked {
  readonly letter: string;
  readonly channel: string;
  /** Ids of parties. */
  readonly whom: readonly string[];
}

function nameIn(letters: readonly LetterKind[], name: string): LetterKind | undefined {
  return letters.find(({ letter }) => letter === name);
}

/** The only channel is taken; to whom it goes nobody guesses. */
function askedOf(kind: LetterKind | undefined): Asked {
  if (kind === undefined) return { letter: '', channel: '', whom: [] };
  return { letter: kind.letter, channel: kind.channels.length === 1 ? (kind.channels[0]?.value ?? '') : '', whom: [] };
}

function recipientsOf({ kept }: CaseView, kind: LetterKind | undefined): readonly Party[] {
  return kept.parties.filter(({ of, status }) => status === 'current' && kind?.to.includes(of) === true);
}

interface WhomProps {
  readonly parties: readonly Party[];
  readonly chosen: readonly string[];
  readonly onToggle: (entry: string) => void;
}

function Whom({ parties, chosen, onToggle }: WhomProps) {
  const id = useId();
  if (parties.length === 0) return <p className="quiet">{texts.make.noneToWrite}</p>;
  return (
    <fieldset className="field" aria-describedby={id}>
      <legend className="field-label">{texts.make.whom}</legend>
      <p id={id} className="field-hint">
        {texts.make.whomHint}
      </p>
      <div className="options">
        {parties.map((party) => (
          <label key={party.entry} className="option">
            <input type="checkbox" checked={chosen.includes(party.entry)} onChange={() => onToggle(party.entry)} />
            <WhoLine party={party} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Makes one letter after the other; what is refused for one does not keep the others back. */
function useMaking({ caseId }: CaseView, onDone: (words: string) => void) {
  const client = useQueryClient();
  const maker = useRef<ReturnType<typeof createLetterMaker> | null>(null);
  maker.current ??= createLetterMaker();
  const send = maker.current;
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly attempt: number; readonly wrong: string | null }>(NOT_REFUSED);
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const refuse = (wrong: string) => setRefused(({ attempt }) => ({ attempt: attempt + 1, wrong }));

  /** @returns for whom there is none */
  async function makeAll({ letter, channel }: Asked, chosen: readonly Party[]): Promise<readonly string[]> {
    const failed: Record<string, string> = {};
    for (const { entry } of chosen) {
      try {
        await send({ caseId, letter, party: entry, channel });
      } catch (error) {
        if (!(error instanceof RequestFailed)) throw error;
        failed[entry] = problemText(error);
      }
    }
    setSaid(failed);
    await client.invalidateQueries({ queryKey: ['case', caseId] });
    return Object.keys(failed);
  }

  async function make(asked: Asked, chosen: readonly Party[]): Promise<readonly string[]> {
    const unread = chosen.filter(({ entry: party }) => {
      const { queryKey } = letterPreviewQuery({ caseId, letter: asked.letter, party });
      return (client.getQueryData(queryKey)?.letter ?? null) === null;
    });
    const fault = faultOf(asked, unread.length > 0);
    if (fault !== null) {
      refuse(fault);
      return asked.whom;
    }
    setRefused(NOT_REFUSED);
    setBusy(true);
    const left = await makeAll(asked, chosen).finally(() => setBusy(false));
    if (left.length > 0) refuse(texts.make.some(chosen.length - left.length, chosen.length));
    else onDone(texts.make.done(chosen.length));
    return left;
  }
  return { ...refused, isBusy, said, make };
}

const NOT_REFUSED = { attempt: 0, wrong: null };

function faultOf({ letter, channel, whom }: Asked, isUnread: boolean): string | null {
  if (letter === '') return texts.make.noLetter;
  if (whom.length === 0) return texts.make.noWhom;
  if (channel === '') return texts.make.noChannel;
  return isUnread ? texts.make.hasProblem : null;
}
