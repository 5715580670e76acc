/** Tickets that were sold while the page was open, and when that was seen. */
export interface Sale {
  atMs: number;
  tickets: number;
}

interface Frame {
  openedAtMs: number;
  nowMs: number;
  width: number;
  height: number;
}

const margin = 2;
/** The last step is never at the edge: one sees that it is the last. */
const tailShare = 0.06;

/** The path of a line that climbs by one step for each sale, from the opening of the page to now. */
export function stepsOf(sales: readonly Sale[], frame: Frame): string {
  const { openedAtMs, nowMs, width, height } = frame;
  const total = sales.reduce((sum, { tickets }) => sum + tickets, 0);
  const span = Math.max(nowMs - openedAtMs, 1);
  const x = (atMs: number) => (((atMs - openedAtMs) / span) * width * (1 - tailShare)).toFixed(1);
  const y = (sold: number) =>
    (height - margin - (sold / Math.max(total, 1)) * (height - 2 * margin)).toFixed(1);
  let sold = 0;
  const steps = sales.map(({ atMs, tickets }) => {
    sold += tickets;
    return `H${x(atMs)}V${y(sold)}`;
  });
  return `M0 ${y(0)}${steps.join('')}H${width}`;
}
