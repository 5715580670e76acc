import type { SellDraft } from './draft';
import type { Field } from './validate';

export interface StepProps {
  draft: SellDraft;
  change: (part: Partial<SellDraft>) => void;
  /** What is wrong with a field, in words; undefined while it is fine or not yet tried. */
  errorOf: (field: Field) => string | undefined;
}
