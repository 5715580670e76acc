'use client';

import { useState } from 'react';
import { type Selection, toggleSeat } from './selection';
import type { Choice } from './selection-query';

export interface ChoiceState extends Choice {
  /** The last press asked for more tickets than one order takes. */
  isOverLimit: boolean;
  choose: (selection: Selection) => void;
  setQuantity: (quantity: number) => void;
  toggle: (ticketId: string) => void;
}

/** What the reader has chosen so far, and how it changes. */
export function useChoice(initial: Choice, onChosen: () => void): ChoiceState {
  const [{ quantity, selection }, setChoice] = useState(initial);
  const [isOverLimit, setOverLimit] = useState(false);
  const choose = (next: Selection) => {
    onChosen();
    setOverLimit(false);
    const picked = next.kind === 'seats' ? next.ticketIds.length : 0;
    setChoice({ selection: next, quantity: Math.max(quantity, picked) });
  };
  return {
    quantity,
    selection,
    isOverLimit,
    choose,
    setQuantity: (next) => {
      setOverLimit(false);
      setChoice({ selection, quantity: next });
    },
    toggle: (ticketId) => {
      const next = toggleSeat(selection, ticketId);
      // Unchanged: the order is full.
      if (next === selection) setOverLimit(true);
      else choose(next);
    },
  };
}
