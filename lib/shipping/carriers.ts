/** Somebody who carries parcels, and where one follows them. */
export interface Carrier {
  /** Kept with the parcel. */
  key: string;
  name: string;
  /** What else people write for it, in lower case, without spaces and signs. */
  also: readonly string[];
  /** Page that shows where a parcel is; takes the number as it may stand in an address. */
  page: (number: string) => string;
}

/**
 * Carriers that send from Italy, with the address of their own page for a number. Pages move: where a carrier's system
 * gives an address for a parcel, that one is kept and wins.
 */
export const carriers: readonly Carrier[] = [
  {
    key: 'poste_italiane',
    name: 'Poste Italiane',
    also: ['poste', 'posteit', 'crono'],
    page: (number) => `https://www.poste.it/cerca/index.html#/risultati-spedizioni/${number}`,
  },
  {
    key: 'brt',
    name: 'BRT',
    also: ['bartolini', 'brtbartolini'],
    page: (number) =>
      `https://vas.brt.it/vas/sped_det_show.hsm?referer=sped_numspe_par.htm&Nspediz=${number}`,
  },
  {
    key: 'gls_it',
    name: 'GLS Italy',
    also: ['gls', 'glsitalia'],
    page: (number) => `https://gls-group.com/IT/it/servizi-online/ricerca-spedizioni/?match=${number}`,
  },
  {
    key: 'sda',
    name: 'SDA',
    also: ['sdaexpresscourier'],
    page: (number) =>
      `https://www.sda.it/wps/portal/Servizi_online/dettaglio-spedizione?locale=it&tracing.letteraVettura=${number}`,
  },
  {
    key: 'dhl',
    name: 'DHL',
    also: ['dhlexpress', 'dhlparcel'],
    page: (number) => `https://www.dhl.com/it-en/home/tracking.html?tracking-id=${number}`,
  },
  {
    key: 'ups',
    name: 'UPS',
    also: ['unitedparcelservice'],
    page: (number) => `https://www.ups.com/track?tracknum=${number}`,
  },
  {
    key: 'fedex',
    name: 'FedEx',
    also: ['federalexpress', 'tnt', 'fedextnt'],
    page: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  },
  {
    key: 'dpd',
    name: 'DPD',
    also: [],
    page: (number) => `https://tracking.dpd.de/status/en_US/parcel/${number}`,
  },
  {
    key: 'inpost',
    name: 'InPost',
    also: ['inpostitalia'],
    page: (number) => `https://inpost.it/trova-il-tuo-pacco?number=${number}`,
  },
];

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const find = (text: string): Carrier | undefined => {
  const wanted = plain(text);
  return carriers.find(
    ({ key, name, also }) => plain(key) === wanted || plain(name) === wanted || also.includes(wanted),
  );
};

/**
 * What to keep of a carrier as somebody wrote it: the key of one that is known, however it was spelled, else the name
 * as it stands; null for nothing.
 */
export function carrierKey(text: string | null | undefined): string | null {
  const written = text?.trim();
  return written ? (find(written)?.key ?? written) : null;
}

/** The name to show for what a parcel keeps; null where nobody said who carries it. */
export const carrierName = (stored: string | null): string | null =>
  stored === null ? null : (find(stored)?.name ?? stored);

/** Whether a text is an address that a browser may be sent to: `http` or `https`, nothing that runs. */
export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
}

/**
 * Where a parcel can be followed: the address that came with it, else its carrier's page with the number filled in.
 *
 * @returns null where neither is known; never an address that is not `http` or `https`
 */
export function trackingLink(parcel: {
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
}): string | null {
  const { carrier, trackingNumber, trackingUrl } = parcel;
  if (trackingUrl && isWebAddress(trackingUrl)) return trackingUrl;
  const number = trackingNumber?.replace(/\s/g, '');
  if (!number || carrier === null) return null;
  return find(carrier)?.page(encodeURIComponent(number)) ?? null;
}
