import type { Money } from '@marquee/common/money';
import { Schema } from 'mongoose';

export const moneyFields = new Schema<Money>(
  { amount: { type: Number, required: true }, currency: { type: String, required: true } },
  { _id: false },
);
