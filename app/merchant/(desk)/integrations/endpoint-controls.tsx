'use client';

import { useActionState } from 'react';
import { ActionNotice } from '@/app/merchant/ui/action-notice';
import { SubmitButton } from '@/app/ui/submit-button';
import { endpointAction } from './actions';
import { type KindChoice, KindChoices } from './kind-choices';
import { SecretOnce, type SecretTexts } from './secret-once';

export interface EndpointTexts {
  test: string;
  testing: string;
  switch: string;
  more: string;
  working: string;
  choose: string;
  save: string;
  rotateTitle: string;
  rotateText: string;
  rotate: string;
  removeTitle: string;
  removeText: string;
  remove: string;
}

const small = 'px-3 text-sm lg:min-h-9! lg:py-1';

/** What can be done with an endpoint: the harmless at hand, the rest folded away. */
export function EndpointControls({
  id,
  secretMark,
  active,
  kinds,
  choices,
  texts,
  secretTexts,
}: {
  id: string;
  secretMark: string;
  active: boolean;
  kinds: readonly string[];
  choices: KindChoice[];
  texts: EndpointTexts;
  secretTexts: SecretTexts;
}) {
  const [answer, action] = useActionState(endpointAction, null);
  const ids = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seen" value={secretMark} />
    </>
  );
  return (
    <>
      <form action={action} className="mt-3 flex flex-wrap gap-2">
        {ids}
        {active && (
          <SubmitButton look="secondary" name="do" value="test" pendingText={texts.testing} className={small}>
            {texts.test}
          </SubmitButton>
        )}
        <SubmitButton
          look="secondary"
          name="do"
          value={active ? 'off' : 'on'}
          pendingText={texts.working}
          className={small}
        >
          {texts.switch}
        </SubmitButton>
      </form>
      <ActionNotice answer={answer} className="mt-3 max-w-[40rem]" />
      {answer?.secret && <SecretOnce secret={answer.secret} texts={secretTexts} />}
      <details className="mt-1 text-sm">
        <summary className="w-fit cursor-pointer py-3 text-ink-soft hover:text-accent">{texts.more}</summary>
        <div className="mb-2 grid gap-x-10 gap-y-6 border-l border-rule pl-4 lg:grid-cols-[3fr_2fr]">
          <form action={action} className="space-y-3">
            {ids}
            <KindChoices key={kinds.join()} choices={choices} chosen={kinds} legend={texts.choose} />
            <SubmitButton
              look="secondary"
              name="do"
              value="kinds"
              pendingText={texts.working}
              className={small}
            >
              {texts.save}
            </SubmitButton>
          </form>
          <div className="space-y-6">
            <Folded title={texts.rotateTitle} text={texts.rotateText}>
              <form action={action}>
                {ids}
                <SubmitButton
                  look="secondary"
                  name="do"
                  value="rotate"
                  pendingText={texts.working}
                  className={small}
                >
                  {texts.rotate}
                </SubmitButton>
              </form>
            </Folded>
            <Folded title={texts.removeTitle} text={texts.removeText}>
              <form action={action}>
                {ids}
                <SubmitButton
                  look="secondary"
                  name="do"
                  value="remove"
                  pendingText={texts.working}
                  className={`${small} text-attention!`}
                >
                  {texts.remove}
                </SubmitButton>
              </form>
            </Folded>
          </div>
        </div>
      </details>
    </>
  );
}

function Folded({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <div>
      <p className="font-medium">{title}</p>
      <p className="mt-0.5 mb-2 max-w-[44ch] text-ink-soft">{text}</p>
      {children}
    </div>
  );
}
