'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import type { DialogProps } from './dialog-window';

const loadWindow = () => import('./dialog-window').then(({ DialogWindow }) => DialogWindow);
const DialogWindow = dynamic(loadWindow);

/**
 * A question that must be answered before anything else. What shows it is loaded once the page is
 * there, so that nobody waits for it, neither for the page nor for the question.
 */
export function Dialog(props: DialogProps) {
  useEffect(() => void loadWindow(), []);
  const [isNeeded, setNeeded] = useState(props.open);
  // Kept afterwards: it gives the focus back when it closes.
  if (props.open && !isNeeded) setNeeded(true);
  return isNeeded && <DialogWindow {...props} />;
}
