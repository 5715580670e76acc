interface ReceiptFactsProps {
  label: string;
  facts: ReadonlyArray<{ label: string; value: string }>;
}

/** Labelled values, one under the other. */
export function ReceiptFacts({ label, facts }: ReceiptFactsProps) {
  return (
    <dl aria-label={label} className="border-t border-line">
      {facts.map((fact) => (
        <div
          key={fact.label}
          className="grid gap-1 border-b border-line py-3 sm:grid-cols-[10rem_1fr] sm:gap-4"
        >
          <dt className="text-muted">{fact.label}</dt>
          <dd className="figures break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
