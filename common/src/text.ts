/** What prints as nothing, or changes how its neighbours print; half a surrogate pair; U+2800. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Pictures made of several characters need joiners and selectors, which print as nothing alone. */
const emoji =
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)*/gu;

/**
 * True when a text holds something nobody can see: control characters, zero-width and ignorable
 * ones, what turns the reading direction around. Two names that look alike would differ by it.
 */
export function hasHiddenCharacters(text: string): boolean {
  return hidden.test(text);
}

/** The text without its emoji, in which alone joiners and selectors are welcome. */
export function withoutEmoji(text: string): string {
  return text.replace(emoji, '');
}

/** True when nothing of it would be seen: spaces, marks without a letter, or nothing at all. */
export function looksBlank(text: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replaceAll('\u2800', ''));
}

/** Whether a text can be a name that people read: visible, on one line, nothing hidden in it. */
export function isReadableName(text: string): boolean {
  return !looksBlank(text) && !hasHiddenCharacters(withoutEmoji(text));
}
