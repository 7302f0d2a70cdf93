// Signing in: by the provider of an agency, or to the demonstration as one of its invented people, which is said plainly.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { hasDrafts } from '../../client/drafts.ts';
import { personasQuery, signInWaysQuery } from '../../client/queries.ts';
import { sessionQuery, signIn } from '../../client/session.ts';
import type { Persona, SignInWays } from '../../client/types.ts';
import { signInTexts } from '#texts/sign-in';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

const PROBLEMS: Readonly<Record<string, string>> = signInTexts.problems;

export interface SignInPageProps {
  readonly expired: boolean;
  /** The code of why the last attempt by a provider did not succeed; what is unknown here is not shown. */
  readonly problem: string | null;
  /** Where the person was going, an address of this app. */
  readonly to: string;
  readonly onSignedIn: () => void;
}

export function SignInPage({ expired, problem, to, onSignedIn }: SignInPageProps) {
  const ways = useQuery(signInWaysQuery);
  const told = problem !== null && Object.hasOwn(PROBLEMS, problem) ? PROBLEMS[problem] : undefined;
  return (
    <div className="sign-in">
      <PageTitle title={signInTexts.title} />
      {expired ? <Notice tone="info" title={signInTexts.expired} /> : null}
      {told === undefined ? null : <Notice tone="bad" title={told} />}
      {ways.isPending ? <Loading /> : null}
      {ways.isError ? <Failed error={ways.error} onRetry={() => void ways.refetch()} /> : null}
      {ways.data === undefined ? null : ways.data.demonstration ? (
        <Demonstration onSignedIn={onSignedIn} />
      ) : (
        <Providers ways={ways.data} to={to} onSignedIn={onSignedIn} />
      )}
    </div>
  );
}

interface ProvidersProps {
  readonly ways: SignInWays;
  readonly to: string;
  readonly onSignedIn: () => void;
}

/** Where something that was typed is in this window alone, people sign in beside it, and come back. */
function Providers({ ways: { providers }, to, onSignedIn }: ProvidersProps) {
  const [beside] = useState(hasDrafts);
  useSignedInBeside(beside, onSignedIn);
  if (providers.length === 0) return <Empty title={signInTexts.noWay} />;
  return (
    <>
      <p className="lead">{signInTexts.providerExplain}</p>
      {providers.map(({ agency, title, start }) => (
        <p key={agency}>
          <a
            className="button button-primary"
            href={`${start}?return=${encodeURIComponent(to)}`}
            {...(beside ? { target: '_blank' } : {})}
          >
            {signInTexts.byProvider(title)}
          </a>
        </p>
      ))}
      {beside ? <p>{signInTexts.beside}</p> : null}
    </>
  );
}

function useSignedInBeside(beside: boolean, onSignedIn: () => void): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!beside) return;
    const look = async () => {
      if ((await client.fetchQuery({ ...sessionQuery, staleTime: 0 })) !== null) onSignedIn();
    };
    const onFocus = () => void look();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [beside, client, onSignedIn]);
}

function Demonstration({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const personas = useQuery(personasQuery);
  return (
    <>
      <p className="lead">
        <strong>{signInTexts.demonstration}</strong> {signInTexts.explain}
      </p>
      {personas.isPending ? <Loading /> : null}
      {personas.isError ? <Failed error={personas.error} onRetry={() => void personas.refetch()} /> : null}
      {personas.data === undefined ? null : <PersonaForm personas={personas.data.items} onSignedIn={onSignedIn} />}
    </>
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
  const [asked, setAsked] = useState('');
  if (personas.length === 0) return <Empty title={signInTexts.empty} />;
  const shown = personas.filter((persona) => isMeant(persona, asked));
  // Nobody signs in as somebody who is not on the screen.
  const picked = shown.find((persona) => persona === chosen) ?? null;

  async function submit() {
    setAttempt(attempt + 1);
    if (picked === null) return setFailure(signInTexts.missing);
    setBusy(true);
    try {
      await signIn(client, picked);
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
      <FindPeople id={id} asked={asked} none={shown.length === 0} onAsk={setAsked} />
      <fieldset className="field">
        <legend className="field-label">{signInTexts.choose}</legend>
        <div className="personas">
          {shown.map((persona, index) => (
            <PersonaCard
              key={`${persona.agency}/${persona.personId}`}
              persona={persona}
              group={id}
              first={index === 0}
              elsewhere={persona.agency !== personas[0]?.agency}
              checked={persona === picked}
              onChoose={setChosen}
            />
          ))}
        </div>
      </fieldset>
      <p className="sign-in-submit">
        <Button look="primary" type="submit" busy={busy}>
          {signInTexts.submit}
        </Button>
      </p>
    </form>
  );
}

interface FindPeopleProps {
  readonly id: string;
  readonly asked: string;
  readonly none: boolean;
  readonly onAsk: (asked: string) => void;
}

function FindPeople({ id, asked, none, onAsk }: FindPeopleProps) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={`${id}-find`}>
        {signInTexts.find}
      </label>
      <p id={`${id}-hint`} className="quiet">
        {signInTexts.findHint}
      </p>
      <input
        id={`${id}-find`}
        className="input"
        type="search"
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        value={asked}
        onChange={(event) => onAsk(event.target.value)}
      />
      <p role="status">{none ? signInTexts.noneFound : null}</p>
    </div>
  );
}

/** Whether these letters are in their name, or in that of a team of theirs. */
function isMeant({ name, teams }: Persona, asked: string): boolean {
  const letters = asked.trim().toLocaleLowerCase();
  return [name, ...teams].some((each) => each.toLocaleLowerCase().includes(letters));
}

interface PersonaCardProps {
  readonly persona: Persona;
  /** Name of the radio group; the first radio carries it as its id too, for the error summary. */
  readonly group: string;
  readonly first: boolean;
  /** Of another agency than most. */
  readonly elsewhere: boolean;
  readonly checked: boolean;
  readonly onChoose: (persona: Persona) => void;
}

function PersonaCard({ persona, group, first, elsewhere, checked, onChoose }: PersonaCardProps) {
  return (
    <label className="persona">
      <input
        id={first ? group : undefined}
        type="radio"
        name={group}
        value={persona.personId}
        checked={checked}
        onChange={() => onChoose(persona)}
      />
      <bdi className="persona-name">{persona.name}</bdi>
      <span className="persona-role">
        {[signInTexts.teams(persona.teams), signInTexts.roles(persona.roles), ...(elsewhere ? [persona.agency] : [])]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </label>
  );
}
