'use client';

import { setNonce } from 'get-nonce';

/** Radix adds a style element while a dialog is open; this gives it the page's nonce. */
export function NonceForOverlays({ nonce }: { nonce: string }) {
  setNonce(nonce);
  return null;
}
