// A message in the page: what was done, what is due, what was refused. Takes the focus when asked to.
import { useEffect, useRef, type ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { Icon, type IconName } from './icon.tsx';

export interface NoticeProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Moves the focus here when it appears: for answers to something the person just did. */
  readonly takeFocus?: boolean;
}

const ICONS: Readonly<Record<Tone, IconName>> = {
  neutral: 'info',
  info: 'info',
  good: 'check',
  warn: 'clock',
  bad: 'warning',
};

export function Notice({ tone, title, children, takeFocus = false }: NoticeProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takeFocus) element.current?.focus();
  }, [takeFocus]);
  return (
    <div ref={element} className={`notice notice-${tone}`} tabIndex={takeFocus ? -1 : undefined}>
      <Icon name={ICONS[tone]} />
      <div className="notice-text">
        <p className="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
