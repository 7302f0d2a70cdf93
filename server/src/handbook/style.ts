// How a handbook looks: on screen, in the dark, and on paper. It loads nothing.

export const STYLE = `
:root { color-scheme: light dark; --ink: #16211d; --paper: #fff; --soft: #eef3f0; --line: #8ba398; --strong: #0b5c41; --warm: #7a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6efe9; --paper: #131a17; --soft: #1e2a25; --line: #6c8379; --strong: #6fd3a8; --warm: #f0bd6a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; } h2 { margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 3px solid var(--strong); } h3 { margin: 1.75rem 0 .5rem; }
nav ul { columns: 16rem; padding-left: 1.2rem; } a { color: var(--strong); } a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .35rem 1rem; margin: 1rem 0; } dt { font-weight: 600; } dd { margin: 0; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
.wide { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; width: 100%; font-size: .9375rem; } caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; min-width: 5rem; } thead th { border-bottom: 2px solid var(--line); }
.draft { border-left: 6px solid var(--warm); background: var(--soft); padding: .75rem 1rem; } code { font-size: .9em; overflow-wrap: anywhere; }
svg.plan { max-width: none; font-size: 12.5px; } svg rect { fill: var(--paper); stroke: var(--line); stroke-width: 1.5; } svg text { fill: var(--ink); }
svg .stage > rect { fill: var(--soft); } svg .stage > text { font-weight: 600; } svg .milestone > rect { stroke: var(--strong); stroke-width: 2; } svg .timer > rect, svg .listener > rect { stroke-dasharray: 2 3; }
svg .discretionary > rect { stroke-dasharray: 7 4; } svg .leads { fill: none; stroke: var(--strong); stroke-width: 1.25; opacity: .75; } svg .end { fill: var(--strong); }
@media print { body { max-width: none; padding: 0; } h2 { break-before: page; } .wide { overflow: visible; } svg.plan { width: 100%; height: auto; } }
`;
