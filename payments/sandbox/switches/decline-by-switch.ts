import type { Settings } from './settings.js';

const declinedCard = 'pm_card_chargeDeclined';

/** A confirmation as it was asked for, or, while the switch says so, with a card that is declined. */
export async function declineBySwitch<Asked extends { payment_method?: string | undefined }>(
  settings: Settings,
  asked: Asked,
): Promise<Asked> {
  return (await settings.take('declineConfirms'))
    ? { ...asked, payment_method: declinedCard }
    : asked;
}
