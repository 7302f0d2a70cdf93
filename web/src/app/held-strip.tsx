// What was completed and waits to be sent, with how long it waits, the way back, and the way to send it at once. It stays while people go
// from page to page.
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { forgetHolding, sendHeld, takeBack, type HeldAct, type Holding } from '../client/held-act.ts';
import { heldTexts as texts } from '#texts/held';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { useOpenNext } from '../ui/open-next.ts';
import { textOf } from '../ui/problem-text.ts';
import { useShortcut } from '../ui/use-shortcut.ts';

export function HeldStrip({ holding }: { readonly holding: Holding }) {
  const { held, state } = holding;
  return (
    <section className="demonstration held" aria-label={texts.label} data-held={state}>
      {state === 'held' ? <Waiting key={holding.until} held={held} until={holding.until} /> : null}
      {state === 'sending' ? <p>{texts.sending(held.title)}</p> : null}
      {state === 'sent' ? <Sent held={held} /> : null}
      {state === 'refused' ? (
        <>
          <p role="alert">
            {texts.refused(held.title)} {textOf(holding.problem)}
          </p>
          <Link
            to="/cases/$caseId/tasks/$task"
            params={{ caseId: held.caseId, task: held.task }}
            className="button button-secondary"
          >
            {texts.toTask}
          </Link>
        </>
      ) : null}
    </section>
  );
}

function Waiting({ held, until }: { readonly held: HeldAct; readonly until: number }) {
  const navigate = useNavigate();
  const left = useSecondsLeft(until);
  useEffect(() => {
    announce(texts.announced(held.title, Math.ceil((until - Date.now()) / 1000)));
  }, [held, until]);

  async function undo() {
    if (takeBack() === null) return;
    announce(texts.undone(held.title));
    await navigate({ to: '/cases/$caseId/tasks/$task', params: { caseId: held.caseId, task: held.task } });
  }

  useShortcut('z', () => void undo());
  return (
    <>
      <p>{texts.waits(held.title, left)}</p>
      <Button keyHint="z" data-command="undo" onClick={() => void undo()}>
        {texts.undo}
      </Button>
      <Button look="quiet" data-command="send-now" onClick={() => void sendHeld()}>
        {texts.sendNow}
      </Button>
    </>
  );
}

function Sent({ held }: { readonly held: HeldAct }) {
  const openNext = useOpenNext();
  useEffect(() => {
    announce(texts.sent(held.title));
  }, [held]);
  return (
    <>
      <p>{texts.sent(held.title)}</p>
      <Button
        keyHint="n"
        onClick={() => {
          forgetHolding();
          openNext();
        }}
      >
        {texts.next}
      </Button>
      <Button look="quiet" onClick={forgetHolding}>
        {texts.dismiss}
      </Button>
    </>
  );
}

function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((until - now) / 1000));
}
