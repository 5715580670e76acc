'use client';

import { ErrorPage } from '@/features/wrong-turns/error-page';

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function PageError({ error, reset }: Props) {
  return <ErrorPage code={error.digest} onRetry={reset} />;
}
