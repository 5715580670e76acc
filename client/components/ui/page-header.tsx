import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: ReactNode;
  lead?: ReactNode;
  /** One line above the title, quieter. */
  kicker?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, lead, kicker, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-6 pt-10 pb-8 sm:pt-16 sm:pb-10">
      <div className="grid gap-3">
        {kicker && <p className="text-sm font-semibold text-muted">{kicker}</p>}
        <h1 className="text-2xl">{title}</h1>
        {lead && <p className="max-w-prose text-lg text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </header>
  );
}
