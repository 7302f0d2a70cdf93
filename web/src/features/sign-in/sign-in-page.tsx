// Signing in to the demonstration: choose one of the invented people. Says plainly that this is what it is.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { personasQuery } from '../../client/queries.ts';
import { signIn } from '../../client/session.ts';
import type { Persona } from '../../client/types.ts';
import { en } from '../../texts/en.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

export interface SignInPageProps {
  readonly expired: boolean;
  readonly onSignedIn: () => void;
}

export function SignInPage({ expired, onSignedIn }: SignInPageProps) {
  const personas = useQuery(personasQuery);
  return (
    <div className="sign-in">
      <PageTitle title={en.signIn.title} />
      {expired ? <Notice tone="info" title={en.signIn.expired} /> : null}
      <p className="lead">
        <strong>{en.signIn.demonstration}</strong> {en.signIn.explain}
      </p>
      {personas.isPending ? <Loading /> : null}
      {personas.isError ? <Failed error={personas.error} onRetry={() => void personas.refetch()} /> : null}
      {personas.data === undefined ? null : <PersonaForm personas={personas.data.items} onSignedIn={onSignedIn} />}
    </div>
  );
}

interface PersonaFormProps {
  readonly personas: readonly Persona[];
  readonly onSignedIn: () => void;
}

function PersonaForm({ personas, onSignedIn }: PersonaFormProps) {
  const id = useId();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Persona | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (personas.length === 0) return <Empty title={en.signIn.empty} />;

  async function submit() {
    setAttempt((before) => before + 1);
    if (chosen === null) return setFailure(en.signIn.missing);
    setBusy(true);
    try {
      await signIn(client, chosen);
      onSignedIn();
    } catch (error) {
      setFailure(problemText(error));
      setBusy(false);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ErrorSummary lines={failure === null ? [] : [{ target: id, text: failure }]} attempt={attempt} />
      <fieldset className="field">
        <legend className="field-label">{en.signIn.choose}</legend>
        <div className="personas">
          {personas.map((persona, index) => (
            <PersonaCard
              key={`${persona.agency}/${persona.personId}`}
              persona={persona}
              group={id}
              first={index === 0}
              onChoose={setChosen}
            />
          ))}
        </div>
      </fieldset>
      <Button look="primary" type="submit" busy={busy}>
        {en.signIn.submit}
      </Button>
    </form>
  );
}

interface PersonaCardProps {
  readonly persona: Persona;
  /** Name of the radio group; the first radio carries it as its id too, for the error summary. */
  readonly group: string;
  readonly first: boolean;
  readonly onChoose: (persona: Persona) => void;
}

function PersonaCard({ persona, group, first, onChoose }: PersonaCardProps) {
  return (
    <label className="persona">
      <input
        id={first ? group : undefined}
        type="radio"
        name={group}
        value={persona.personId}
        onChange={() => onChoose(persona)}
      />
      <bdi className="persona-name">{persona.name}</bdi>
      <span className="persona-role">
        {[persona.role, en.signIn.teams(persona.teams), persona.agency].filter((part) => part !== '').join(' · ')}
      </span>
    </label>
  );
}
