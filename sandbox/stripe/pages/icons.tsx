/** @jsxImportSource hono/jsx */

/** The sandbox's own mark: a workshop's arched door. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d="M3 19V9a7 7 0 0 1 14 0v10" fill="none" stroke="currentColor" stroke-width="1.6" />
    <path
      d="M7.2 19V9.6a2.8 2.8 0 0 1 5.6 0V19M1 19h18"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
    />
  </svg>
);

const paths = {
  back: 'M9.5 3 4.5 8l5 5M5 8h9',
  minus: 'M3.5 8h9',
  plus: 'M3.5 8h9M8 3.5v9',
  close: 'm4 4 8 8m0-8-8 8',
  tag: 'M2.5 7.5v-5h5l6 6-5 5zM5.2 5.2h.01',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  check: 'm3.5 8.5 3 3 6-7',
  card: 'M1.5 3.5h13v9h-13zM1.5 6.5h13M4 10h3',
  bank: 'M2 6.5 8 3l6 3.5zM3.5 7v5m3-5v5m3-5v5m3-5v5M2 13h12',
  shield: 'M8 1.8 13.2 4v4c0 3-2.2 5.2-5.2 6.3C5 13.2 2.800 11 2.800 8V4z',
};

export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path
      d={paths[name]}
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);
