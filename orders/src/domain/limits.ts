/** From the API's contract. */
export const ticketsPerOrderMax = 8;
export const ticketsHeldPerBuyerMax = 20;
/** Stripe's largest charge, in minor units of every currency: eight digits. */
export const orderTotalMax = 99_999_999;
