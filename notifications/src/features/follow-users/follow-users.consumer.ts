import { type UserDomainEvent, userRegistered, userState } from '@marquee/common/contracts/user';
import type { Session } from '@marquee/common/mongo';
import type { MailRepository } from '../../data/mail.repository.js';
import type { UserRepository } from '../../data/user.repository.js';
import { mailIdOf, type NewMail } from '../../domain/mail.js';

export interface FollowUsersDependencies {
  readonly users: UserRepository;
  readonly mails: MailRepository;
}

/** Keeps where people can be written to, and welcomes those who sign up. */
export function followUsers({ users, mails }: FollowUsersDependencies) {
  return async (session: Session, events: readonly UserDomainEvent[]): Promise<void> => {
    const known = events.map((event) => {
      const { userId: id, email, name } = userState.parse(event.data);
      return { id, email, name };
    });
    await users.save(session, known);
    await mails.queue(session, events.filter(isNewcomer).map(welcomeOf));
  };
}

function isNewcomer(event: UserDomainEvent): boolean {
  return event.type === userRegistered.type;
}

function welcomeOf({ data, aggregateVersion, occurredAt }: UserDomainEvent): NewMail {
  return {
    id: mailIdOf('welcome', data.userId, aggregateVersion),
    recipientId: data.userId,
    news: { kind: 'welcome' },
    occurredAt: new Date(occurredAt),
  };
}
