import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names';

const kinds = {
  info: { Icon: Info, looks: 'border-edge bg-sunken text-ink' },
  success: { Icon: CircleCheck, looks: 'border-success bg-success-soft text-success' },
  warning: { Icon: TriangleAlert, looks: 'border-warning bg-warning-soft text-warning' },
  danger: { Icon: CircleAlert, looks: 'border-danger bg-danger-soft text-danger' },
} as const;

export interface NoticeProps {
  kind?: keyof typeof kinds;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** A stable code the reader can tell support. */
  code?: string | undefined;
  /** Appeared because of what the reader did: announced at once. */
  announce?: boolean;
  className?: string;
}

/** What happened, whether money is safe, what to do now. */
export function Notice(props: NoticeProps) {
  const { kind = 'info', title, children, actions, code, announce = false, className } = props;
  const { Icon, looks } = kinds[kind];
  return (
    <div
      role={announce ? 'alert' : undefined}
      className={classNames('flex gap-3 rounded-card border p-4', looks, className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div className="grid flex-1 gap-2">
        <div className="font-semibold">{title}</div>
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="flex flex-wrap gap-3 pt-1">{actions}</div>}
        {code && <p className="figures text-sm text-muted">{code}</p>}
      </div>
    </div>
  );
}
