'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

export interface Disclosure {
  isOpen: boolean;
  setIsOpen: (isOpen: boolean) => void;
  /** The element that holds both the button and what it opens. */
  containerRef: RefObject<HTMLDivElement | null>;
  buttonRef: RefObject<HTMLButtonElement | null>;
}

/** Something that opens beside its button and closes by Escape, by a press elsewhere, or when focus leaves it. */
export function useDisclosure(): Disclosure {
  const [isOpen, setIsOpen] = useState(false);
  const containerRef = useRef<HTMLDivElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      setIsOpen(false);
      buttonRef.current?.focus();
    };
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !containerRef.current?.contains(event.target)) {
        setIsOpen(false);
      }
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, [isOpen]);
  return { isOpen, setIsOpen, containerRef, buttonRef };
}
