import type { FieldError } from '@marquee/common/errors';
import { hasHiddenCharacters, looksBlank, withoutEmoji } from '@marquee/common/text';

const wordLengthMax = 40;
const lettersWithoutDecomposition: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** One line as we keep it: composed, without outer spaces, inner ones single. */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

/** Several lines as we keep them: composed, line breaks as `\n`. */
export function cleanParagraphs(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

export interface TextRule {
  readonly lengthMin: number;
  readonly lengthMax: number;
  readonly lines?: 'many';
  /** Names that are compared may not hide anything, not even inside an emoji. */
  readonly isCompared?: boolean;
}

/** Says why a text is not allowed; nothing when it is. Lengths count characters, not code units. */
export function textRefusals(field: string, text: string, rule: TextRule): readonly FieldError[] {
  const message = textRefusal(text, rule);
  return message === null ? [] : [{ field, message }];
}

function textRefusal(text: string, rule: TextRule): string | null {
  const length = [...text].length;
  if (length < rule.lengthMin) return 'must not be empty';
  if (length > rule.lengthMax) return `must have at most ${rule.lengthMax} characters`;
  const printed = rule.lines === 'many' ? text.replace(/[\n\t]/g, '') : text;
  if (hasHiddenCharacters(rule.isCompared === true ? printed : withoutEmoji(printed)))
    return 'must not contain control or invisible characters';
  return rule.lengthMin > 0 && looksBlank(text) ? 'must not be blank' : null;
}

/** Lower case without accents: what two spellings of one word have in common. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => lettersWithoutDecomposition[letter] ?? letter);
}

/** The different words of some texts, folded: what a search looks for, and in. */
export function wordsOf(...texts: readonly string[]): readonly string[] {
  const words = fold(texts.join(' ')).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, wordLengthMax)))];
}

/** A key by which "Row 2" sorts before "Row 10". */
export function naturalOrder(text: string): string {
  return fold(text).replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}
