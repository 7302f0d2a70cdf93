// Acting for a colleague who has handed work over: choosing whom, and a strip on every page that says so until it is stopped.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import { sendHeld } from '../client/held-act.ts';
import { standInFor, useStandingInFor, type Colleague } from '../client/standing-in.ts';
import { standInTexts } from '#texts/stand-in';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';

export function StandInStrip({ colleagues }: { readonly colleagues: readonly Colleague[] }) {
  const colleague = useStandingInFor();
  const change = useChange();
  if (colleague !== null)
    return (
      <div className="stand-in stand-in-acting">
        <strong>
          {standInTexts.acting} <bdi>{colleague.name}</bdi>.
        </strong>
        <Button look="quiet" onClick={() => void change(null)}>
          {standInTexts.stop}
        </Button>
      </div>
    );
  return colleagues.length === 0 ? null : <Choose colleagues={colleagues} onChoose={(next) => void change(next)} />;
}

interface ChooseProps {
  readonly colleagues: readonly Colleague[];
  readonly onChoose: (colleague: Colleague) => void;
}

/** Choosing alone changes nothing: whoever goes through the list by keys would act for everybody in it. */
function Choose({ colleagues, onChoose }: ChooseProps) {
  const id = useId();
  const [chosen, setChosen] = useState(colleagues[0]?.personId);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const colleague = colleagues.find(({ personId }) => personId === chosen) ?? colleagues[0];
    if (colleague !== undefined) onChoose(colleague);
  }
  return (
    <form className="stand-in" onSubmit={submit}>
      <label htmlFor={id}>{standInTexts.label}</label>
      <select id={id} className="input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
        {colleagues.map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </select>
      <Button type="submit">{standInTexts.start}</Button>
    </form>
  );
}

/** To My work: what is on the screen may not be there for the other. */
function useChange(): (next: Colleague | null) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (next) => {
    await navigate({ to: '/work' });
    // What was completed was completed as whom one was.
    await sendHeld();
    await standInFor(client, next);
    announce(next === null ? standInTexts.stopped : `${standInTexts.acting} ${next.name}.`);
  };
}
