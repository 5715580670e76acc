import type { ReactNode } from 'react';

export interface TicketStubProps {
  poster?: ReactNode;
  title: ReactNode;
  when: ReactNode;
  where: ReactNode;
  /** Section, row, seat: the numbers that matter at the door. */
  places: ReadonlyArray<{ label: string; value: string }>;
  /** Beyond the perforation: a code, a status. */
  tearOff?: ReactNode;
  children?: ReactNode;
}

/** A ticket as one would tear it: perforated, and printed in ink only. */
export function TicketStub(props: TicketStubProps) {
  const { poster, title, when, where, places, tearOff, children } = props;
  return (
    <article className="grid overflow-hidden rounded-card border border-line bg-surface shadow-raised sm:grid-cols-[auto_1fr_auto] print:break-inside-avoid print:border-ink print:shadow-none">
      {poster && (
        <div className="relative max-sm:hidden sm:w-32">
          <div className="absolute inset-0 *:size-full">{poster}</div>
        </div>
      )}
      <div className="grid content-start gap-4 p-5">
        <div className="grid gap-1">
          <h3 className="text-lg leading-tight">{title}</h3>
          <p className="font-medium">{when}</p>
          <p className="text-sm text-muted">{where}</p>
        </div>
        <dl className="flex flex-wrap gap-x-8 gap-y-3">
          {places.map((place) => (
            <div key={place.label} className="grid">
              <dt className="text-sm text-muted">{place.label}</dt>
              <dd className="figures font-display text-xl font-bold">{place.value}</dd>
            </div>
          ))}
        </dl>
        {children}
      </div>
      {tearOff && (
        <div className="relative grid content-center justify-items-center gap-2 border-dashed border-edge p-5 max-sm:border-t-2 sm:min-w-36 sm:border-l-2">
          <Notch className="max-sm:-top-2.5 max-sm:-left-2.5 sm:-top-2.5 sm:-left-2.5" />
          <Notch className="max-sm:-top-2.5 max-sm:-right-2.5 sm:-bottom-2.5 sm:-left-2.5" />
          {tearOff}
        </div>
      )}
    </article>
  );
}

function Notch({ className }: { className: string }) {
  return (
    <span
      aria-hidden="true"
      className={`absolute size-5 rounded-full border border-line bg-paper print:hidden ${className}`}
    />
  );
}
