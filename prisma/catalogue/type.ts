import type { CatalogueProduct } from './types';

/** Typefaces, drawn here and delivered as files. */
export const type: CatalogueProduct[] = [
  {
    slug: 'listello',
    family: 'type',
    kinds: ['download'],
    price: { currency: 'eur', unitAmount: 3900 },
    stock: null,
    quantity: { max: 1, adjustable: false },
    paymentLink: true,
    image: '/products/listello.svg',
    files: [{ file: 'listello.zip', name: 'listello-1.0.zip', mime: 'application/zip' }],
    texts: {
      it: {
        name: 'Listello, carattere da titoli',
        summary: 'Un alfabeto da manifesto fatto con un listello di legno e un quarto di cerchio.',
        description: [
          'Listello nasce da una scatola di listelli spaiati: aste tutte dello stesso spessore, curve tutte dello stesso raggio. Solo maiuscole, come nei manifesti che copia.',
          'Sta bene grande, sopra i 36 punti. Sotto, meglio altro.',
        ],
        details: [
          { label: 'Contenuto', value: 'Font TTF, saggio in PDF, licenza' },
          { label: 'Segni', value: 'Maiuscole, accentate italiane e francesi, cifre, punteggiatura, &, €' },
          { label: 'Licenza', value: 'Stampa, web e app; una persona o un piccolo studio' },
          { label: 'Consegna', value: 'Archivio zip, subito dopo il pagamento' },
        ],
        alt: 'Un foglio di saggio con le lettere L e R molto grandi e l’alfabeto in piccolo; davanti una fila di caratteri di legno.',
      },
      en: {
        name: 'Listello, a display typeface',
        summary: 'A poster alphabet made from one wooden batten and a quarter circle.',
        description: [
          'Listello began with a box of odd battens: every stroke the same width, every curve the same radius. Capitals only, like the posters it takes after.',
          'It wants to be large. Below 36 points, pick something else.',
        ],
        details: [
          { label: 'Contents', value: 'TTF font, PDF specimen, licence' },
          { label: 'Glyphs', value: 'Capitals, Italian and French accents, figures, punctuation, &, €' },
          { label: 'Licence', value: 'Print, web and apps; one person or a small studio' },
          { label: 'Delivery', value: 'A zip archive, straight after payment' },
        ],
        alt: 'A specimen sheet with a very large L and R above the alphabet in small; a row of wooden sorts stands in front.',
      },
    },
  },
];
