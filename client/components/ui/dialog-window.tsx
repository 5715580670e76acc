'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { Button } from './button';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the one that matters last. */
  actions?: ReactNode;
}

/** What `Dialog` shows: focus stays inside and returns afterwards. */
export function DialogWindow(props: DialogProps) {
  const { open, onOpenChange, title, description, children, actions } = props;
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Radix gives it to its own trigger only, and we have none: to what was pressed.
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className="animate-enter fixed inset-x-4 top-1/2 z-50 mx-auto grid max-h-[85dvh] max-w-lg -translate-y-1/2 gap-4 overflow-y-auto rounded-card border border-line bg-surface p-6 text-ink shadow-floating"
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-xl">{title}</Radix.Title>
            <DialogClose />
          </div>
          {description && (
            <Radix.Description className="text-base text-muted">{description}</Radix.Description>
          )}
          {children}
          {actions && <div className="flex flex-wrap justify-end gap-3 pt-2">{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The cross in the corner. */
function DialogClose() {
  const t = useTranslations('common');
  return (
    <Radix.Close asChild>
      <Button variant="quiet" size="icon" aria-label={t('close')} className="-mt-1 -mr-2">
        <X aria-hidden="true" className="size-5" />
      </Button>
    </Radix.Close>
  );
}
