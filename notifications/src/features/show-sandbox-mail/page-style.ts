/** Marquee's paper, ink and bulb amber; inline, because these pages are served outside the client. */
export const pageStyle = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif;
    --paper: light-dark(#faf5ec, #15110d); --surface: light-dark(#fffdf8, #1e1914);
    --ink: light-dark(#1d1610, #f6eee2); --muted: light-dark(#5f5446, #b9ab98);
    --line: light-dark(#dfd4c2, #3a3128); --focus: light-dark(#1d1610, #ffc04d); }
  * { box-sizing: border-box; }
  body { margin: 0; color: var(--ink); background: var(--paper); }
  main { width: min(46rem, 100% - 2rem); margin: 2rem auto; }
  h1 { font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
  h2 { font-size: 1.125rem; }
  a { color: inherit; }
  ul { list-style: none; padding: 0; border-top: 1px solid var(--line); }
  li a { display: block; padding: .75rem .25rem; border-bottom: 1px solid var(--line); text-decoration: none; }
  li strong, li span { display: block; overflow-wrap: anywhere; }
  li span, .small, dt { color: var(--muted); font-size: .875rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
  dd { margin: 0; overflow-wrap: anywhere; }
  form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0; }
  input, button { font: inherit; min-height: 2.75rem; padding: 0 .75rem; color: inherit;
    background: var(--surface); border: 1px solid var(--muted); border-radius: .5rem; }
  iframe { width: 100%; height: 60rem; resize: vertical; border: 1px solid var(--line); border-radius: .5rem; background: #faf5ec; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; background: var(--surface);
    border: 1px solid var(--line); border-radius: .5rem; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;
