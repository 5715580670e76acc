'use client';

import './globals.css';
import { LastResort } from '@/features/wrong-turns/last-resort';

/** Even the layout failed: nothing of it can be relied on, not even its language. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <LastResort onRetry={reset} />
      </body>
    </html>
  );
}
