/** From the API's contract. */
export const ticketsPerOrderMax = 8;
export const ticketsHeldPerBuyerMax = 20;
