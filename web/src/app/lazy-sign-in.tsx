// Signing in, bound to its address. It loads by itself: whoever has a session never needs it.
import { createLazyRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { EntryShell } from './entry-shell.tsx';
import { LanguageChoice } from './language-choice.tsx';

export const LazySignIn = createLazyRoute('/sign-in')({ component: SignIn });

function SignIn() {
  const search = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const to = search.return ?? '/work';
  return (
    <EntryShell aside={<LanguageChoice />}>
      <SignInPage
        expired={search.expired === true}
        problem={search.problem ?? null}
        to={to}
        onSignedIn={() => void navigate({ href: to, replace: true })}
      />
    </EntryShell>
  );
}
