// The page of letters on paper, bound to its address; it loads when the mail room needs it.
import { createLazyRoute } from '@tanstack/react-router';
import { PostPage } from '../features/letters/post-page.tsx';

export const LazyPost = createLazyRoute('/staff/post')({ component: PostPage });
