import { registriKeys } from './registri-keys';
import type { CatalogueProduct } from './types';

/** Ottava, the workshop's instrument, and what can be added to it. */
export const software: CatalogueProduct[] = [
  {
    slug: 'ottava',
    family: 'software',
    kinds: ['license_key', 'download'],
    price: { currency: 'eur', unitAmount: 4900 },
    stock: null,
    quantity: { max: 5, adjustable: true },
    offeredWith: ['registri'],
    paymentLink: true,
    image: '/products/ottava.svg',
    files: [{ file: 'ottava.zip', name: 'ottava-1.0.zip', mime: 'application/zip' }],
    licenseKeys: 'generated',
    texts: {
      it: {
        name: 'Ottava, sintetizzatore',
        summary: 'Un organo a otto armoniche in un solo file, da suonare nel browser.',
        description: [
          'Otto tiranti, otto armoniche, un filtro, un tremolo. Lo abbiamo scritto per avere in bottega un organo che non occupasse la parete del forno.',
          'È un file HTML: si apre con il browser e suona, anche senza rete. Si suona con la tastiera del computer, con il mouse o con una tastiera MIDI.',
          'Una licenza per persona. La chiave si scrive una volta; il programma ne controlla la forma e non chiama nessuno.',
        ],
        details: [
          { label: 'Contenuto', value: 'ottava.html e istruzioni, in uno zip' },
          { label: 'Serve', value: 'Un browser recente; MIDI facoltativo' },
          { label: 'Voci', value: '8, polifonico' },
          { label: 'Licenza', value: 'Una chiave per persona, senza scadenza' },
          { label: 'Consegna', value: 'Chiave e file subito dopo il pagamento' },
        ],
        alt: 'Uno strumento color osso con i fianchi di noce: otto tiranti, quattro manopole, otto tasti bianchi e una spia accesa; un cavo rosso esce a destra.',
      },
      en: {
        name: 'Ottava, a synthesizer',
        summary: 'An eight-harmonic organ in a single file, played in the browser.',
        description: [
          'Eight drawbars, eight harmonics, a filter, a tremolo. We wrote it to have an organ in the workshop that would not take up the wall by the kiln.',
          'It is one HTML file: open it in a browser and it plays, with or without a network. Use the computer’s keyboard, the mouse or a MIDI keyboard.',
          'One licence per person. You type the key once; the program checks its form and calls nobody.',
        ],
        details: [
          { label: 'Contents', value: 'ottava.html and a read-me, zipped' },
          { label: 'Needs', value: 'A recent browser; MIDI is optional' },
          { label: 'Voices', value: '8, polyphonic' },
          { label: 'Licence', value: 'One key per person, no expiry' },
          { label: 'Delivery', value: 'Key and file straight after payment' },
        ],
        alt: 'A bone-coloured instrument with walnut sides: eight drawbars, four knobs, eight white keys and a lamp that is on; a red cable leaves to the right.',
      },
    },
  },
  {
    slug: 'registri',
    family: 'software',
    kinds: ['license_key'],
    price: { currency: 'eur', unitAmount: 1200 },
    stock: 40,
    quantity: { max: 2, adjustable: false },
    paymentLink: false,
    image: '/products/registri.svg',
    licenseKeys: registriKeys,
    texts: {
      it: {
        name: 'Registri per Ottava',
        summary: 'Una chiave che apre otto registri già pronti dentro Ottava.',
        description: [
          'Otto posizioni dei tiranti trovate suonando, dal flauto all’organetto di strada. Sono già nel programma: la chiave le apre.',
          'Serve Ottava. Il lotto è di quaranta chiavi; quando finiscono ne prepariamo un altro.',
        ],
        details: [
          { label: 'Contenuto', value: 'Otto registri, da Flauto a Barberia' },
          { label: 'Serve', value: 'Ottava 1.0' },
          { label: 'Licenza', value: 'Una chiave per persona, senza scadenza' },
          { label: 'Consegna', value: 'Chiave subito dopo il pagamento' },
        ],
        alt: 'Otto pomelli da organo con la faccia di porcellana, su due file, quattro tirati fuori, in un pannello blu con la cornice di legno.',
      },
      en: {
        name: 'Registrations for Ottava',
        summary: 'A key that opens eight ready-made registrations inside Ottava.',
        description: [
          'Eight drawbar settings found while playing, from a flute to a barrel organ. They are already in the program; the key opens them.',
          'You need Ottava. Keys come in batches of forty; when they run out we cut more.',
        ],
        details: [
          { label: 'Contents', value: 'Eight registrations, Flauto to Barberia' },
          { label: 'Needs', value: 'Ottava 1.0' },
          { label: 'Licence', value: 'One key per person, no expiry' },
          { label: 'Delivery', value: 'Key straight after payment' },
        ],
        alt: 'Eight organ stops with porcelain faces in two rows, four of them pulled out, on a blue panel in a wooden frame.',
      },
    },
  },
];
