// The page of phrases, bound to its address; it loads when it is needed.
import { createLazyRoute } from '@tanstack/react-router';
import { PhrasesPage } from '../features/phrases/phrases-page.tsx';

export const LazyPhrases = createLazyRoute('/staff/phrases')({ component: PhrasesPage });
