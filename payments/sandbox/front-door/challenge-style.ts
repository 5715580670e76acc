/** Marquee's paper, ink and bulb amber; inline, because this page is served outside the client. */
export const challengeStyle = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif;
    --paper: light-dark(#faf5ec, #15110d); --surface: light-dark(#fffdf8, #1e1914);
    --ink: light-dark(#1d1610, #f6eee2); --muted: light-dark(#5f5446, #b9ab98);
    --line: light-dark(#dfd4c2, #3a3128); --edge: light-dark(#857762, #857865);
    --accent: #ffb224; --on-accent: #1d1610; --accent-edge: light-dark(#1d1610, #ffb224);
    --focus: light-dark(#1d1610, #ffc04d); }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; color: var(--ink); background: var(--paper); }
  main { width: min(26rem, 100% - 2rem); margin: 1rem; padding: 1.5rem; border: 1px solid var(--line);
    border-radius: .875rem; background: var(--surface); }
  h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
  p { margin: 0; }
  .bank { display: flex; align-items: center; gap: .5rem; margin: 0 0 1.5rem; font-weight: 700; }
  .bank::before { content: ""; width: .75rem; height: .75rem; border-radius: 50%;
    background: var(--accent); border: 1px solid var(--accent-edge); }
  .amount { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; margin: 1.25rem 0;
    padding: .75rem 0; border: solid var(--line); border-width: 1px 0; }
  .amount strong { font-size: 1.75rem; font-variant-numeric: tabular-nums; }
  .small { margin-top: 1rem; font-size: .875rem; color: var(--muted); }
  form { display: flex; flex-wrap: wrap; gap: .75rem; }
  button, .button { flex: 1; display: inline-grid; place-items: center; min-height: 3.25rem; padding: 0 1.25rem;
    font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; color: var(--ink);
    background: var(--surface); border: 1px solid var(--edge); border-radius: .5rem; }
  .primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent-edge); }
  .spaced { margin-top: 1.25rem; }
  .back { display: flex; margin-top: 1.5rem; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;
