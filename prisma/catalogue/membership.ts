import type { CatalogueProduct } from './types';

/** The subscription: one sheet a month and a bench of one's own on Thursdays. */
export const membership: CatalogueProduct[] = [
  {
    slug: 'amici',
    family: 'membership',
    kinds: ['access'],
    price: { currency: 'eur', unitAmount: 800, interval: 'month' },
    stock: null,
    quantity: { max: 1, adjustable: false },
    paymentLink: false,
    image: '/products/amici.svg',
    access: {},
    texts: {
      it: {
        name: 'Amici della bottega',
        summary: 'Otto euro al mese per tenere acceso il forno, e le pagine che non mettiamo in vetrina.',
        description: [
          'Gli Amici leggono per primi che cosa esce dal forno e dal torchio, hanno le ricette degli smalti e dei colori, e il giovedì sera trovano il banco libero.',
          'Si rinnova ogni mese e si smette quando si vuole; le pagine restano aperte fino alla fine del mese pagato.',
        ],
        details: [
          { label: 'Prezzo', value: '8 € al mese' },
          { label: 'Comprende', value: 'Pagine riservate, ricette, banco del giovedì' },
          { label: 'Dove', value: 'Qui e in bottega, a Torino' },
          { label: 'Disdetta', value: 'In qualsiasi momento' },
        ],
        alt: 'Una tessera color paglia con una O rossa, appoggiata a una busta, e una chiave con il suo cartellino.',
        access: [
          {
            title: 'Questo mese in bottega',
            body: [
              'Sul torchio c’è il calendario dell’anno prossimo: dodici cifre di legno, dodici colori, nessuna festa segnata. Novembre ci ha fatto penare: vuole due 1 e di quella misura ne abbiamo uno solo.',
              'Nel forno, la prima prova dello smalto alla cenere di nocciolo. Su sei tazze, due buone, una ottima, tre che ora tengono i chiodi.',
            ],
          },
          {
            title: 'Il banco del giovedì',
            body: [
              'Il giovedì, dalle 18 alle 21, il banco vicino alla finestra è degli Amici. Si suona, si entra, si trova il grembiule appeso. Per il torchio chiamate Ottavia, per il tornio Sandro.',
              'Carta e argilla ci sono; quello che resta si porta via. Chi arriva per primo accende la stufa.',
            ],
          },
          {
            title: 'Ricette',
            body: [
              'Rosso ossido, per legno e linoleum: sei parti di rosso caldo, due di terra d’ombra, una di bianco trasparente. Va steso sottile; se è lucido, ce n’è troppo.',
              'Smalto alla cenere, 1250 °C: cenere lavata 40, feldspato 40, caolino 20, in peso. Setaccio da 80, densità della panna. Immersione di tre secondi, contati piano.',
            ],
          },
          {
            title: 'Prima degli altri',
            body: [
              'La prossima infornata di vasi a bottiglia è a marzo: quattro pezzi. Chi ne vuole uno lo dica rispondendo alla ricevuta, e lo mettiamo da parte per una settimana.',
              'Refuso n. 5 è in raccolta. Mandateci i vostri: basta una fotografia e il nome della via.',
            ],
          },
        ],
      },
      en: {
        name: 'Friends of the workshop',
        summary: 'Eight euros a month to keep the kiln lit, and the pages we keep out of the window.',
        description: [
          'Friends are the first to read what is coming out of the kiln and off the press, get the recipes for glazes and inks, and find the bench free on Thursday evenings.',
          'It renews every month and stops when you say so; the pages stay open until the end of the month you paid for.',
        ],
        details: [
          { label: 'Price', value: '€8 a month' },
          { label: 'Includes', value: 'Members’ pages, recipes, the Thursday bench' },
          { label: 'Where', value: 'Here, and in the workshop in Turin' },
          { label: 'Cancelling', value: 'Whenever you like' },
        ],
        alt: 'A straw-coloured card with a red O leaning on an envelope, and a key with its tag.',
        access: [
          {
            title: 'This month in the workshop',
            body: [
              'Next year’s calendar is on the press: twelve wooden numerals, twelve colours, no holidays marked. November gave us trouble: it wants two 1s, and we own one in that size.',
              'In the kiln, the first test of the hazel-ash glaze. Out of six cups: two good, one excellent, three now holding nails.',
            ],
          },
          {
            title: 'The Thursday bench',
            body: [
              'On Thursdays from six to nine the bench by the window belongs to the Friends. Ring, come in, take the apron off its hook. Ask for Ottavia at the press and for Sandro at the wheel.',
              'Paper and clay are here; take home what you make. First in lights the stove.',
            ],
          },
          {
            title: 'Recipes',
            body: [
              'Oxide red, for wood type and lino: six parts warm red, two umber, one transparent white. Roll it thin; if it shines there is too much.',
              'Ash glaze, 1250 °C: washed ash 40, feldspar 40, kaolin 20, by weight. Through an 80-mesh sieve, thick as cream. Dip for three seconds, counted slowly.',
            ],
          },
          {
            title: 'Before the others',
            body: [
              'The next firing of bottle vases is in March: four of them. If you want one, reply to your receipt and we will put it aside for a week.',
              'Refuso no. 5 is being gathered. Send us yours: a photograph and the name of the street will do.',
            ],
          },
        ],
      },
    },
  },
];
