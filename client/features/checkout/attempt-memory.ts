const keyOf = (orderId: string): string => `marquee.payment.${orderId}`;

/**
 * Whether this tab has tried to pay for an order, so that a reload asks how that ended.
 * Remembers nothing about the card. A browser without storage only loses that question.
 */
export const attemptMemory = {
  note(orderId: string): void {
    try {
      sessionStorage.setItem(keyOf(orderId), '1');
    } catch {
      // Storage is switched off: paying again finds the same payment.
    }
  },
  wasMade(orderId: string): boolean {
    try {
      return sessionStorage.getItem(keyOf(orderId)) !== null;
    } catch {
      return false;
    }
  },
};
