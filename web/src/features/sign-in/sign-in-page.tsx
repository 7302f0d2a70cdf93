// Signing in: by the provider of an agency, or to the demonstration as one of its invented people, which is said plainly.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { hasDrafts } from '../../client/drafts.ts';
import { personasQuery, signInWaysQuery } from '../../client/queries.ts';
import { sessionQuery, signIn } from '../../client/session.ts';
import type { Persona, SignInWays } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

export type SignInProblem = keyof typeof appTexts.signIn.problems;

export function isSignInProblem(value: unknown): value is SignInProblem {
  return typeof value === 'string' && Object.hasOwn(appTexts.signIn.problems, value);
}

export interface SignInPageProps {
  readonly expired: boolean;
  /** Why the last attempt by a provider did not succeed. */
  readonly problem: SignInProblem | null;
  /** Where the person was going, an address of this app. */
  readonly to: string;
  readonly onSignedIn: () => void;
}

export function SignInPage({ expired, problem, to, onSignedIn }: SignInPageProps) {
  const ways = useQuery(signInWaysQuery);
  return (
    <div className="sign-in">
      <PageTitle title={appTexts.signIn.title} />
      {expired ? <Notice tone="info" title={appTexts.signIn.expired} /> : null}
      {problem === null ? null : <Notice tone="bad" title={appTexts.signIn.problems[problem]} />}
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
  if (providers.length === 0) return <Empty title={appTexts.signIn.noWay} />;
  return (
    <>
      <p className="lead">{appTexts.signIn.providerExplain}</p>
      {providers.map(({ agency, title, start }) => (
        <p key={agency}>
          <a
            className="button button-primary"
            href={`${start}?return=${encodeURIComponent(to)}`}
            {...(beside ? { target: '_blank' } : {})}
          >
            {appTexts.signIn.byProvider(title)}
          </a>
        </p>
      ))}
      {beside ? <p>{appTexts.signIn.beside}</p> : null}
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
        <strong>{appTexts.signIn.demonstration}</strong> {appTexts.signIn.explain}
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
  if (personas.length === 0) return <Empty title={appTexts.signIn.empty} />;

  async function submit() {
    setAttempt((before) => before + 1);
    if (chosen === null) return setFailure(appTexts.signIn.missing);
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
        <legend className="field-label">{appTexts.signIn.choose}</legend>
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
        {appTexts.signIn.submit}
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
        {[persona.role, appTexts.signIn.teams(persona.teams), persona.agency].filter((part) => part !== '').join(' · ')}
      </span>
    </label>
  );
}
