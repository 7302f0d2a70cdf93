// The one button. Busy buttons keep their focus and refuse a second press, so that no screen reader loses its place.
import type { ComponentPropsWithRef } from 'react';
import { keyOf } from './keys.ts';
import { usePreferences } from './preferences.ts';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'style'> {
  readonly look?: 'primary' | 'secondary' | 'quiet';
  readonly busy?: boolean;
  /** The key that does the same, shown on the button. */
  readonly keyHint?: string;
}

export function Button({
  look = 'secondary',
  busy = false,
  keyHint,
  children,
  onClick,
  type = 'button',
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      className={`button button-${look} ${className ?? ''}`}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {children}
      {keyHint === undefined ? null : <KeyHint keys={keyHint} />}
    </button>
  );
}

/** Nothing where the person has no key for it. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const { singleKeys } = usePreferences();
  const key = keyOf(keys);
  if (!singleKeys || key === '') return null;
  return (
    <kbd className="key-hint" aria-hidden="true">
      {key}
    </kbd>
  );
}
