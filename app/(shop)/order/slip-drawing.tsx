/** In which condition the slip of a page without an order is drawn. */
export type SlipCondition = 'blank' | 'half' | 'torn' | 'pausing' | 'covered';

/** The paper: sixteen bites above and sixteen below, from 40 to 280 across. */
const bites = 'h3.5a4 4 0 0 0 8 0h3.5'.repeat(16);
const bitesBack = 'h-3.5a4 4 0 0 0-8 0h-3.5'.repeat(16);
const paper = `M40 30${bites}V370${bitesBack}Z`;

/** A tear across the middle, from the right edge to the left. */
const tear = 'L280 214 262 203 240 216 214 202 190 217 163 205 138 219 112 204 88 216 62 206 40 215';

/** Rows of a receipt: where they stand, how long the text and the amount are. */
const rows = [
  [196, 104, 34],
  [222, 128, 40],
  [248, 84, 30],
] as const;

const sheet = { fill: 'var(--sheet)', stroke: 'var(--rule-strong)' };

/** House, number, lines and sum, as strokes. */
function Print({ thick = 2.5 }: { thick?: number }) {
  return (
    <g stroke="var(--ink)" strokeWidth={thick}>
      <path d="M64 70h56M216 70h40" stroke="var(--rule-strong)" strokeWidth="2.5" />
      <path d="M64 122h118" strokeWidth="20" />
      <path d="M64 168h192" strokeWidth="1" />
      {rows.map(([y, text, amount]) => (
        <path key={y} d={`M64 ${y}h${text}M${256 - amount} ${y}h${amount}`} />
      ))}
      <path d="M64 286h192" strokeWidth="1" />
      <path d="M64 318h44M180 318h76" strokeWidth={thick > 3 ? thick : 5} />
    </g>
  );
}

/**
 * A receipt for the pages that have none to show: nothing printed (`blank`), still coming out of the slot (`half`),
 * torn off (`torn`), stopped in the middle (`pausing`), with ink bars over it (`covered`). Decoration only: the words
 * beside it say the same.
 */
export function SlipDrawing({ condition }: { condition: SlipCondition }) {
  return (
    <svg
      viewBox="14 14 292 372"
      className="-ml-4 w-44 sm:w-60 lg:ml-0 lg:w-full lg:max-w-80"
      fill="none"
      aria-hidden="true"
    >
      {condition === 'blank' && <path d={paper} {...sheet} strokeDasharray="5 5" />}
      {condition === 'covered' && (
        <>
          <path d={paper} {...sheet} />
          <Print thick={13} />
        </>
      )}
      {condition === 'pausing' && (
        <>
          <path d={paper} {...sheet} />
          <path d="M64 70h56M216 70h40" stroke="var(--rule-strong)" strokeWidth="2.5" />
          <g fill="var(--ink)">
            <circle cx="136" cy="200" r="5" />
            <circle cx="160" cy="200" r="5" />
            <circle cx="184" cy="200" r="5" />
          </g>
        </>
      )}
      {condition === 'half' && (
        <>
          <clipPath id="slot">
            <path d="M0 92h320v308H0z" />
          </clipPath>
          <g clipPath="url(#slot)">
            <g transform="translate(0 -116)">
              <path d={paper} {...sheet} />
              <Print />
            </g>
          </g>
          <path d="M16 92h288" stroke="var(--ink)" strokeWidth="4" />
        </>
      )}
      {condition === 'torn' && (
        <>
          <clipPath id="above">
            <path d={`M280 0${tear}V0Z`} />
          </clipPath>
          <clipPath id="below">
            <path d={`M280 400${tear}V400Z`} />
          </clipPath>
          <g transform="rotate(-2 160 110)">
            <g clipPath="url(#above)">
              <path d={paper} {...sheet} />
              <Print />
            </g>
            <path d={`M280 214${tear}`} stroke="var(--rule-strong)" />
          </g>
          <g transform="translate(4 20) rotate(4 160 300)">
            <g clipPath="url(#below)">
              <path d={paper} {...sheet} />
              <Print />
            </g>
            <path d={`M280 214${tear}`} stroke="var(--rule-strong)" />
          </g>
        </>
      )}
    </svg>
  );
}
