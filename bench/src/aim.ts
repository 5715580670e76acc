/** What we aim at, what came out, and whether that is enough. A missed aim fails nothing. */
export function aimLine(isMet: boolean, aim: string, result: string): string {
  return `  ${isMet ? 'met   ' : 'missed'}  ${aim}: ${result}`;
}

/** For what this run left out, or had no time for. */
export function unmeasuredAim(aim: string, why: string): string {
  return `  –       ${aim}: not measured, ${why}`;
}
