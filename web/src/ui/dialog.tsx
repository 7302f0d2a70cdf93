// A modal window on the browser's own <dialog>, which keeps focus inside, closes on Escape and gives focus back.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { firstTexts } from '#texts/first';
import { Button } from './button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Mount it to open it, unmount it to close it; `onClose` is called when the person closes it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    // What the window is for comes first; the browser itself would choose the close button.
    dialog?.querySelector<HTMLElement>('input, textarea, select')?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    <dialog ref={element} className="dialog" aria-labelledby={id} onCancel={onClose} onClose={onClose}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button look="quiet" onClick={onClose}>
          {firstTexts.close}
        </Button>
      </div>
      {children}
    </dialog>
  );
}
