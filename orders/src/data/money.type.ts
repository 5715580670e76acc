/** How mongoose stores Money: an integer of minor units and its currency. */
export const moneyType = {
  _id: false,
  amount: { type: Number, required: true },
  currency: { type: String, required: true },
} as const;
