// The few pictures that the screens use, drawn as lines in the colour of the text. Always beside words, never instead.
const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  warning: 'M8 2.2l6.2 11.3H1.8zM8 6.4v3.4M8 11.8v.1',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8zM8 4.6V8l2.4 1.6',
  chain:
    'M6.6 9.4a2.6 2.6 0 0 1 0-3.7l1.9-1.9a2.6 2.6 0 0 1 3.7 3.7l-.9.9M9.4 6.6a2.6 2.6 0 0 1 0 3.7l-1.9 1.9a2.6 2.6 0 0 1-3.7-3.7l.9-.9',
  back: 'M9.8 3.2L5 8l4.8 4.8',
  next: 'M6.2 3.2L11 8l-4.8 4.8',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8zM8 7.2v4M8 4.7v.1',
} as const;

export type IconName = keyof typeof PATHS;

/** Those that show a way turn round where a page is read from right to left. */
const TURNING: readonly IconName[] = ['back', 'next'];

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className={TURNING.includes(name) ? 'icon icon-turns' : 'icon'}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
