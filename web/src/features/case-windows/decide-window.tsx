// Approving a decision that was drafted: what it says, and what it rests on with the unread first. While something that must be read is
// unread it cannot be approved; the server refuses it as well.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { openedQuery } from '../../client/case-windows.ts';
import { caseQuery } from '../../client/queries.ts';
import type { CaseView } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { appTexts } from '#texts/app';
import { caseWindowsTexts } from '#texts/case-windows';
import { announce } from '../../ui/announcer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { factText } from '../../ui/fact-value.tsx';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { useControlEnter } from '../../ui/use-control-enter.ts';
import { isUnread, restsOn, type Decision, type RestsOn } from './rests-on.ts';

const texts = caseWindowsTexts.decide;

interface DecideProps {
  readonly caseId: string;
  /** Null for the one that waits, or the choice between them. */
  readonly entry: string | null;
  readonly onClose: () => void;
}

export function DecideWindow({ caseId, entry, onClose }: DecideProps) {
  const found = useQuery(caseQuery(caseId));
  const [chosen, setChosen] = useState(entry);
  const waiting = found.data?.kept.determinations.filter(({ may }) => may.includes('make')) ?? [];
  const decision = waiting.find((one) => one.entry === chosen) ?? (waiting.length === 1 ? waiting[0] : undefined);
  return (
    <Dialog title={decision?.title ?? texts.title} onClose={onClose}>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && waiting.length === 0 ? <p>{texts.none}</p> : null}
      {decision === undefined && waiting.length > 1 ? (
        <>
          <p>{texts.choose}</p>
          <ul className="lines">
            {waiting.map((one) => (
              <li key={one.entry} className="line">
                <Button onClick={() => setChosen(one.entry)}>
                  <bdi>{one.title}</bdi>
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {decision === undefined || found.data === undefined ? null : (
        <Deciding view={found.data} decision={decision} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface DecidingProps {
  readonly view: CaseView;
  readonly decision: Decision;
  readonly onClose: () => void;
}

function Deciding(props: DecidingProps) {
  const { view, decision } = props;
  const opened = useQuery(openedQuery(view.caseId));
  if (opened.isPending) return <Loading />;
  if (opened.isError) return <Failed error={opened.error} onRetry={() => void opened.refetch()} />;
  return <Ready {...props} lines={restsOn(decision, view.kept, opened.data.items)} />;
}

function Ready({ view, decision, lines, onClose }: DecidingProps & { readonly lines: readonly RestsOn[] }) {
  const act = useAct();
  const element = useRef<HTMLDivElement>(null);
  const left = lines.filter((line) => line.mustBeRead && isUnread(line)).length;

  async function approve() {
    if (left !== 0 || act.busy) return;
    const { entry, of, draft } = decision;
    const path = `cases/${encodeURIComponent(view.caseId)}/determinations/${encodeURIComponent(entry)}/make`;
    const result = await act.perform({ method: 'POST', path, body: { of, draft } });
    if ('problem' in result) return;
    announce(texts.approved(decision.title));
    onClose();
  }

  useControlEnter(element, () => void approve());

  const instrument = view.kept.kinds.determinations.find(({ of }) => of === decision.of)?.instrument ?? null;
  return (
    <div ref={element} data-decide={left === 0 ? 'open' : 'blocked'}>
      {left === 0 ? null : <Notice tone="warn" title={texts.blocked(left)} />}
      <h3>{texts.rests}</h3>
      <ul className="lines">
        {lines.map((line) => (
          <RestLine key={line.key} view={view} line={line} onLeave={onClose} />
        ))}
      </ul>
      <Said view={view} decision={decision} />
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      {instrument === null ? null : <p className="quiet">{texts.delegation(instrument)}</p>}
      <div className="form-end">
        <Button
          look="primary"
          busy={act.busy}
          aria-disabled={left !== 0}
          data-command="approve"
          onClick={() => void approve()}
        >
          {texts.approve}
        </Button>
      </div>
    </div>
  );
}

function Said({ view, decision }: { readonly view: CaseView; readonly decision: Decision }) {
  const titleOf = (entry: string): string =>
    view.kept.issues.find((one) => one.entry === entry)?.words ??
    view.kept.parties.find((one) => one.entry === entry)?.title ??
    texts.unknown;
  const facts: readonly (readonly [label: string, values: readonly string[]])[] = [
    [texts.outcome, decision.outcome === null ? [] : [decision.outcome]],
    [texts.reasons, decision.reasons === null ? [] : [decision.reasons]],
    [texts.issues, decision.issues.map(({ issue, outcome }) => texts.field(titleOf(issue), outcome ?? ''))],
    [texts.told, decision.notice.map(({ party }) => titleOf(party))],
  ];
  return (
    <dl className="facts">
      {facts.map(([label, values]) =>
        values.length === 0 ? null : (
          <div key={label} className="fact fact-wide">
            <dt>{label}</dt>
            {values.map((value) => (
              <dd key={value} dir="auto">
                {value}
              </dd>
            ))}
          </div>
        ),
      )}
    </dl>
  );
}

interface LineProps {
  readonly view: CaseView;
  readonly line: RestsOn;
  readonly onLeave: () => void;
}

function RestLine({ view, line, onLeave }: LineProps) {
  const words = wordsOf(view, line);
  return (
    <li className="line" data-unread={isUnread(line)}>
      {line.open === null ? (
        <bdi>{words}</bdi>
      ) : (
        <Link
          to="/cases/$caseId/documents/$entry"
          params={{ caseId: view.caseId, entry: line.open }}
          className="row-link"
          onClick={onLeave}
        >
          <bdi>{words}</bdi>
        </Link>
      )}
      <span className="badges">
        {line.pages === null ? null : <Badge tone={isUnread(line) ? 'warn' : 'good'}>{readWords(line.pages)}</Badge>}
        {line.mustBeRead && isUnread(line) ? <Badge tone="bad">{texts.mustRead}</Badge> : null}
      </span>
    </li>
  );
}

function readWords({ read, of }: { readonly read: number; readonly of: number }): string {
  if (read >= of) return texts.read;
  return read === 0 ? texts.unread : texts.unreadPages(read, of);
}

function wordsOf({ facts }: CaseView, { what }: RestsOn): string {
  switch (what.kind) {
    case 'field': {
      const fact = facts.find(({ field }) => field === what.field);
      return fact === undefined ? texts.unknown : texts.field(fact.label, factText(fact, undefined));
    }
    case 'exhibit':
      return texts.exhibit(what.number, what.words);
    case 'document':
    case 'entry':
      return what.words;
    case 'unknown':
      return texts.unknown;
  }
}
