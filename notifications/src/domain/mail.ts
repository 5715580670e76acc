import type { Branded, UserId } from '@marquee/common/ids';
import type { News, NewsKind } from './news.js';

export type MailId = Branded<'MailId'>;

/** One mail to one person, before anything was done about it. */
export interface NewMail {
  readonly id: MailId;
  readonly recipientId: UserId;
  readonly news: News;
  /** When it happened, by whoever said so. */
  readonly occurredAt: Date;
}

/**
 * The id of the mail that a version of an aggregate calls for: made again it is the same, so no
 * repetition makes a second mail. It is also the mail's Message-ID.
 */
export function mailIdOf(kind: NewsKind, subjectId: string, version: number): MailId {
  return `${kind}.${subjectId}.${version}` as MailId;
}

/** A mail as it is sent. */
export interface Message {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export const skipReasons = ['before_birth', 'too_old', 'no_address', 'overtaken'] as const;
export type SkipReason = (typeof skipReasons)[number];
