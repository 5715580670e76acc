import { challengeStyle } from './challenge-style.js';

/** The bank's colours, on a page that has room for tables. */
export const developersStyle = `${challengeStyle}
  body { display: block; }
  main { width: min(64rem, 100% - 2rem); margin: 1rem auto; }
  h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
  nav { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.25rem 0; }
  nav a { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .875rem; color: inherit;
    text-decoration: none; border: 1px solid var(--line); border-radius: .5rem; }
  nav a[aria-current] { border-color: var(--accent-edge); background: var(--accent); color: var(--on-accent); }
  ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
  li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; padding: .625rem 0;
    border-bottom: 1px solid var(--line); }
  li span { color: var(--muted); font-size: .875rem; overflow-wrap: anywhere; }
  li strong { overflow-wrap: anywhere; }
  .fields { flex: 1 1 100%; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: .75rem 1.25rem; margin: .75rem 0 1rem; }
  label { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 2.75rem; }
  input[type=number] { width: 6.5rem; font: inherit; min-height: 2.75rem; padding: 0 .625rem; color: inherit;
    background: var(--paper); border: 1px solid var(--edge); border-radius: .5rem; }
  input[type=checkbox] { width: 1.375rem; height: 1.375rem; accent-color: var(--accent); }
  form { align-items: center; }
  form button { flex: 0 0 auto; min-height: 2.75rem; }
`;
