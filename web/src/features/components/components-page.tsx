// Every part of the screens in every state, to be looked at and tested. It asks the server nothing and knows no case.
import { useState } from 'react';
import { componentsTexts as words } from '#texts/components';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { FieldStates } from './field-states.tsx';
import { ListStates } from './list-states.tsx';
import { nothing, Part } from './part.tsx';

const TONES: readonly Tone[] = ['neutral', 'info', 'good', 'warn', 'bad'];
const ICONS: readonly IconName[] = ['check', 'warning', 'clock', 'chain', 'back', 'next', 'info'];

export function ComponentsPage() {
  return (
    <div className="parted">
      <PageTitle title={words.title} />
      <p className="lead">{words.lead}</p>
      <Buttons />
      <Part name="badges">
        <p className="badges">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {words.tones[tone]}
            </Badge>
          ))}
          <Badge>{words.longWord}</Badge>
        </p>
        <p>
          {ICONS.map((name) => (
            <Icon key={name} name={name} />
          ))}
        </p>
      </Part>
      <Part name="notices">
        {TONES.map((tone) => (
          <Notice key={tone} tone={tone} title={words.notice}>
            <p>{words.told}</p>
          </Notice>
        ))}
        <Notice tone="bad" title={<bdi>{words.longWord}</bdi>} />
      </Part>
      <Part name="states">
        <Loading />
        <Empty title={words.empty}>
          <p>{words.emptyHint}</p>
        </Empty>
        <Failed error={new Error()} onRetry={nothing} />
      </Part>
      <ListStates />
      <FieldStates />
      <Windows />
    </div>
  );
}

function Buttons() {
  return (
    <Part name="buttons">
      {[false, true].map((busy) => (
        <p key={String(busy)} className="page-actions">
          <Button look="primary" busy={busy} keyHint="e">
            {busy ? words.busy : words.primary}
          </Button>
          <Button busy={busy}>{words.secondary}</Button>
          <Button look="quiet" busy={busy}>
            {words.quiet}
          </Button>
          <Button busy={busy}>
            <bdi>{words.longWord}</bdi>
          </Button>
        </p>
      ))}
      <p className="page-actions">
        <a href="/start" className="button button-primary">
          {words.link}
        </a>
      </p>
    </Part>
  );
}

function Windows() {
  const [open, setOpen] = useState(false);
  return (
    <Part name="windows">
      <Button onClick={() => setOpen(true)}>{words.open}</Button>
      {open ? (
        <Dialog title={words.window} onClose={() => setOpen(false)}>
          <label className="field">
            <span className="field-label">{words.inWindow}</span>
            <textarea className="input" rows={4} />
          </label>
          <Button look="primary">{words.primary}</Button>
        </Dialog>
      ) : null}
    </Part>
  );
}
