import type { CatalogueProduct } from './types';

const notebookFile = {
  file: 'quaderno-del-torchio.pdf',
  name: 'bottega-ottavia-quaderno-del-torchio.pdf',
  mime: 'application/pdf',
};

/** The small press: a notebook, printed and as PDF, and a zine. */
export const books: CatalogueProduct[] = [
  {
    slug: 'quaderno-del-torchio',
    family: 'books',
    kinds: ['shipment', 'download'],
    price: { currency: 'eur', unitAmount: 2600 },
    stock: 48,
    quantity: { max: 5, adjustable: true },
    offeredWith: ['refuso-4'],
    paymentLink: false,
    image: '/products/quaderno-del-torchio.svg',
    files: [notebookFile],
    weightGrams: 310,
    texts: {
      it: {
        name: 'Quaderno del torchio, libro e PDF',
        summary: 'Gli appunti di bottega in un libretto cucito a mano, con il PDF da leggere subito.',
        description: [
          'Come si misura una riga, perché la carta va bagnata, che cosa si sente quando la pressione è giusta. Appunti presi accanto al torchio e ripuliti quanto basta.',
          'In italiano e, girata la pagina di mezzo, in inglese. Il PDF arriva subito, il libro quando lo porta il corriere.',
        ],
        details: [
          { label: 'Pagine', value: '24, italiano e inglese' },
          { label: 'Formato', value: '14,8 × 21 cm' },
          { label: 'Legatura', value: 'Filo refe, piatti in cartone, dorso in tela' },
          { label: 'Tiratura', value: '300 copie, copertina stampata in tipografia' },
          { label: 'Consegna', value: 'PDF subito; libro in busta rigida' },
        ],
        alt: 'Un libretto verde con il dorso in tela rossa, in piedi sopra un altro coricato; in copertina una grande O nera, davanti un ago con il filo.',
      },
      en: {
        name: 'The press notebook, book and PDF',
        summary: 'Our workshop notes in a hand-sewn booklet, with the PDF to read in the meantime.',
        description: [
          'How a line is measured, why paper is damped, what the right pressure sounds like. Notes taken beside the press and tidied up no more than needed.',
          'In Italian and, past the middle page, in English. The PDF comes at once, the book when the courier does.',
        ],
        details: [
          { label: 'Pages', value: '24, Italian and English' },
          { label: 'Size', value: '14.8 × 21 cm' },
          { label: 'Binding', value: 'Thread-sewn, board covers, cloth spine' },
          { label: 'Edition', value: '300, letterpress cover' },
          { label: 'Delivery', value: 'PDF at once; book in a rigid envelope' },
        ],
        alt: 'A green booklet with a red cloth spine standing on another that lies flat; on the cover a large black O, in front a needle and thread.',
      },
    },
  },
  {
    slug: 'quaderno-pdf',
    family: 'books',
    kinds: ['download'],
    price: { currency: 'eur', unitAmount: 900 },
    stock: null,
    quantity: { max: 1, adjustable: false },
    paymentLink: false,
    image: '/products/quaderno-pdf.svg',
    files: [notebookFile],
    texts: {
      it: {
        name: 'Quaderno del torchio, solo PDF',
        summary: 'Lo stesso quaderno, senza carta.',
        description: [
          'Il testo è quello del libro, pagina per pagina, composto per essere letto anche su uno schermo piccolo.',
          'Nessun blocco: si copia sul telefono, si stampa, si presta.',
        ],
        details: [
          { label: 'Pagine', value: '24, italiano e inglese' },
          { label: 'Formato', value: 'PDF, A5' },
          { label: 'Protezione', value: 'Nessuna' },
          { label: 'Consegna', value: 'Si scarica subito dopo il pagamento' },
        ],
        alt: 'Un tablet appoggiato al muro mostra una pagina con una O rossa e alcune righe di testo; davanti un paio di occhiali.',
      },
      en: {
        name: 'The press notebook, PDF only',
        summary: 'The same notebook, without the paper.',
        description: [
          'The text is the book’s, page for page, set so that it also reads on a small screen.',
          'No locks: copy it to your phone, print it, lend it.',
        ],
        details: [
          { label: 'Pages', value: '24, Italian and English' },
          { label: 'Format', value: 'PDF, A5' },
          { label: 'Protection', value: 'None' },
          { label: 'Delivery', value: 'Download straight after payment' },
        ],
        alt: 'A tablet leaning against the wall shows a page with a red O and some lines of text; a pair of glasses lies in front.',
      },
    },
  },
  {
    slug: 'refuso-4',
    family: 'books',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 800 },
    stock: 140,
    quantity: { max: 10, adjustable: true },
    paymentLink: false,
    image: '/products/refuso-4.svg',
    weightGrams: 90,
    texts: {
      it: {
        name: 'Refuso n. 4',
        summary: 'Una rivista di errori di stampa, fotografati, spiegati e qualche volta difesi.',
        description: [
          'Nel numero quattro: la n capovolta che ha fatto chiudere un settimanale, un menù di Cuneo con tre refusi in due righe, e la nostra lista dei manifesti da rifare.',
          'Esce quando ne abbiamo raccolti abbastanza.',
        ],
        details: [
          { label: 'Pagine', value: '28, in italiano' },
          { label: 'Formato', value: '14,8 × 21 cm, due punti metallici' },
          { label: 'Stampa', value: 'Risograph, due colori' },
          { label: 'Tiratura', value: '250 copie' },
          { label: 'Spedizione', value: 'In busta' },
        ],
        alt: 'Due copie di una rivistina spillata: in copertina la parola REFUSO con la U capovolta e un 4 blu scuro sopra un cerchio rosso; accanto due punti metallici.',
      },
      en: {
        name: 'Refuso no. 4',
        summary: 'A zine of misprints, photographed, explained and now and then defended.',
        description: [
          'In number four: the upturned n that closed a weekly paper, a menu from Cuneo with three misprints in two lines, and the list of our own posters we would do again.',
          'It comes out when we have collected enough. The text is in Italian; most of the mistakes need no translation.',
        ],
        details: [
          { label: 'Pages', value: '28, in Italian' },
          { label: 'Size', value: '14.8 × 21 cm, two staples' },
          { label: 'Printing', value: 'Risograph, two colours' },
          { label: 'Edition', value: '250' },
          { label: 'Ships', value: 'In an envelope' },
        ],
        alt: 'Two copies of a stapled zine; the cover reads REFUSO with its U upside down, above a dark blue 4 on a red circle; two loose staples beside it.',
      },
    },
  },
];
