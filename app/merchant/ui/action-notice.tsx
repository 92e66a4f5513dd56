import { Notice } from '@/app/ui/notice';
import type { StateTone } from '@/app/ui/state-label';

/** What an action says when it is done: what it changed or, if nothing, why. */
export interface ActionAnswer {
  tone: StateTone;
  title: string;
  lines: string[];
}

/** The answer to what the merchant pressed. The live region is there before the answer, so that it is read out. */
export function ActionNotice({
  answer,
  className = '',
}: {
  answer: ActionAnswer | null;
  className?: string;
}) {
  return (
    <div aria-live="polite" className={answer ? className : ''}>
      {answer && (
        <Notice tone={answer.tone} title={answer.title}>
          {answer.lines.length > 0 && answer.lines.map((line) => <p key={line}>{line}</p>)}
        </Notice>
      )}
    </div>
  );
}
