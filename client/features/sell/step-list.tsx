import { useTranslations } from 'next-intl';
import { classNames } from '@/lib/class-names';
import type { Step } from './draft';

interface StepListProps {
  steps: readonly Step[];
  current: Step;
  onStep: (step: Step) => void;
}

/** Where one is among the four steps; those behind can be opened again. */
export function StepList({ steps, current, onStep }: StepListProps) {
  const t = useTranslations('sell');
  const reached = steps.indexOf(current);
  return (
    <ol aria-label={t('steps.label')} className="grid auto-cols-fr grid-flow-col gap-2 sm:gap-4">
      {steps.map((step, index) => {
        const isBehind = index < reached;
        const looks = classNames(
          'grid w-full justify-items-start gap-0.5 border-t-4 pt-2 text-left',
          index <= reached ? 'border-ink' : 'border-line text-muted',
        );
        const words = (
          <>
            <span className="figures text-sm text-muted">{index + 1}</span>
            <span className={index === reached ? 'font-semibold' : ''}>{t(`steps.${step}`)}</span>
          </>
        );
        return (
          <li key={step} aria-current={index === reached ? 'step' : undefined}>
            {isBehind ? (
              <button type="button" className={looks} onClick={() => onStep(step)}>
                {words}
              </button>
            ) : (
              <span className={looks}>{words}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
