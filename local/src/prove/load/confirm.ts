import { newId } from '@marquee/common/ids';
import type { Outcome } from './asking.js';
import type { Journeyer } from './journey.js';

/** What buyers hold; a challenge comes first with one, a refund takes its bank's time with another. */
const cards = ['pm_card_visa', 'pm_card_mastercard', 'pm_card_pendingRefund'] as const;
const challengedCard = 'pm_card_authenticationRequired';

/** Confirms as a browser would, and answers the bank's question if it asks one. */
export async function confirmWithAnyCard(
  journeyer: Journeyer,
  clientSecret: string,
): Promise<void> {
  const { random } = journeyer;
  const isChallenged = random.chance(0.12);
  const card = isChallenged ? challengedCard : random.pick(cards);
  const { answer } = await confirm(journeyer, clientSecret, card);
  const url = answer?.body.next_action?.redirect_to_url?.url;
  if (url === undefined) return;
  const isMet = await answerChallenge(journeyer, url);
  if (!isMet) await confirm(journeyer, clientSecret, 'pm_card_visa');
}

export function confirm(
  { asking }: Journeyer,
  clientSecret: string,
  card: string,
  when = '',
): Promise<Outcome> {
  const [intentId = ''] = clientSecret.split('_secret_');
  const body = new URLSearchParams({
    client_secret: clientSecret,
    key: 'pk_test_marquee',
    payment_method: card,
  });
  const path = `/sandbox/stripe/v1/payment_intents/${intentId}/confirm`;
  return asking.ask(`POST /sandbox confirm${when}`, { method: 'POST', path, key: newId(), body });
}

/** Most prove that it is them; answers whether they did. */
async function answerChallenge({ asking, random }: Journeyer, url: string): Promise<boolean> {
  const { pathname, searchParams } = new URL(url);
  const isMet = random.chance(0.75);
  const body = new URLSearchParams({
    token: searchParams.get('token') ?? '',
    outcome: isMet ? 'complete' : 'fail',
  });
  await asking.ask('POST /sandbox challenge', { method: 'POST', path: pathname, body });
  return isMet;
}
