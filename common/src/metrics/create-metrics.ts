import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What a process counts. Asking again for a name gives the metric that is already there. */
export interface Metrics {
  readonly registry: Registry;
  counter<Label extends string>(
    name: string,
    help: string,
    labels?: readonly Label[],
  ): Counter<Label>;
  gauge<Label extends string>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>;
  /** `bucketsSeconds` default from half a millisecond to ten seconds. */
  histogram<Label extends string>(
    name: string,
    help: string,
    labels?: readonly Label[],
    bucketsSeconds?: readonly number[],
  ): Histogram<Label>;
}

const latencyBucketsSeconds = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** A registry of its own: two compositions in one process never share or clash. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const known = new Map<string, unknown>();
  function once<Metric>(name: string, make: () => Metric): Metric {
    const metric = known.get(name) ?? make();
    known.set(name, metric);
    return metric as Metric;
  }
  const registers = [registry];
  return {
    registry,
    counter: (name, help, labels = []) =>
      once(name, () => new Counter({ name, help, labelNames: [...labels], registers })),
    gauge: (name, help, labels = []) =>
      once(name, () => new Gauge({ name, help, labelNames: [...labels], registers })),
    histogram: (name, help, labels = [], bucketsSeconds = latencyBucketsSeconds) =>
      once(
        name,
        () =>
          new Histogram({
            name,
            help,
            labelNames: [...labels],
            buckets: [...bucketsSeconds],
            registers,
          }),
      ),
  };
}
