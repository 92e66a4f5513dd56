import type { CatalogueProduct } from './types';

/** Stoneware, thrown and fired in the back room. */
export const ceramics: CatalogueProduct[] = [
  {
    slug: 'ciotola',
    family: 'ceramics',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 3600 },
    stock: 22,
    quantity: { max: 6, adjustable: true },
    offeredWith: ['due-bicchieri'],
    paymentLink: false,
    image: '/products/ciotola.svg',
    weightGrams: 640,
    texts: {
      it: {
        name: 'Ciotola',
        summary: 'Ciotola da minestra in gres, smaltata dentro e per due terzi fuori.',
        description: [
          'Tornita a mano, quindi simile alla prossima ma non uguale. Lo smalto si ferma dove finisce la presa delle dita quando la si immerge.',
          'Il piede è lasciato grezzo e levigato: non graffia il tavolo.',
        ],
        details: [
          { label: 'Materiale', value: 'Gres bianco, smalto alla cenere, 1250 °C' },
          { label: 'Misure', value: 'Ø 16 cm, altezza 8 cm, 0,7 l' },
          { label: 'Peso', value: '480 g' },
          { label: 'Uso', value: 'Lavastoviglie e microonde sì, fiamma no' },
          { label: 'Spedizione', value: 'In carta e cartone, niente plastica' },
        ],
        alt: 'Una ciotola di gres chiaro con lo smalto grigioverde che si ferma sopra il piede grezzo; davanti due noci.',
      },
      en: {
        name: 'Bowl',
        summary: 'A stoneware soup bowl, glazed inside and two thirds of the way down.',
        description: [
          'Thrown by hand, so it resembles the next one without matching it. The glaze stops where the fingers held it for dipping.',
          'The foot is left bare and ground smooth, so it will not scratch the table.',
        ],
        details: [
          { label: 'Material', value: 'White stoneware, ash glaze, 1250 °C' },
          { label: 'Size', value: '16 cm across, 8 cm high, 0.7 l' },
          { label: 'Weight', value: '480 g' },
          { label: 'Use', value: 'Dishwasher and microwave yes, open flame no' },
          { label: 'Ships', value: 'In paper and cardboard, no plastic' },
        ],
        alt: 'A pale stoneware bowl whose grey-green glaze stops above the bare foot; two walnuts lie in front of it.',
      },
    },
  },
  {
    slug: 'brocca',
    family: 'ceramics',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 7400 },
    stock: 9,
    quantity: { max: 2, adjustable: false },
    paymentLink: false,
    image: '/products/brocca.svg',
    weightGrams: 1350,
    texts: {
      it: {
        name: 'Brocca da un litro',
        summary: 'Brocca in gres con il manico tirato a mano e un becco che non gocciola.',
        description: [
          'Un litro giusto fino alla riga interna, segnata con un chiodo prima della cottura. Il becco lo abbiamo rifatto undici volte; adesso taglia l’acqua.',
          'Regge l’acqua, il vino e un ramo d’ulivo.',
        ],
        details: [
          { label: 'Materiale', value: 'Gres bianco, smalto bianco opaco, 1250 °C' },
          { label: 'Misure', value: 'Altezza 24 cm, Ø 13 cm, 1 l' },
          { label: 'Peso', value: '980 g' },
          { label: 'Uso', value: 'Lavastoviglie sì; non sul fuoco' },
          { label: 'Spedizione', value: 'In carta e cartone, niente plastica' },
        ],
        alt: 'Una brocca di gres a due toni, smalto bianco sopra e argilla nuda sotto, con dentro un ramo d’ulivo.',
      },
      en: {
        name: 'One-litre jug',
        summary: 'A stoneware jug with a pulled handle and a lip that does not drip.',
        description: [
          'Exactly one litre to the line inside, scratched with a nail before firing. The lip took eleven attempts; it now cuts the water clean.',
          'Good for water, for wine, and for an olive branch.',
        ],
        details: [
          { label: 'Material', value: 'White stoneware, matt white glaze, 1250 °C' },
          { label: 'Size', value: '24 cm high, 13 cm across, 1 l' },
          { label: 'Weight', value: '980 g' },
          { label: 'Use', value: 'Dishwasher safe; not for the hob' },
          { label: 'Ships', value: 'In paper and cardboard, no plastic' },
        ],
        alt: 'A two-tone stoneware jug, white glaze above and bare clay below, holding an olive branch.',
      },
    },
  },
  {
    slug: 'due-bicchieri',
    family: 'ceramics',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 4400 },
    stock: 17,
    quantity: { max: 6, adjustable: true },
    offeredWith: ['ciotola'],
    paymentLink: false,
    image: '/products/due-bicchieri.svg',
    weightGrams: 560,
    texts: {
      it: {
        name: 'Due bicchieri da caffè',
        summary: 'Una coppia di bicchieri in gres per l’espresso, uno chiaro e uno scuro.',
        description: [
          'Senza manico: la parete è spessa quattro millimetri, il caffè resta caldo e le dita no. Si vendono in due perché uno solo, in bottega, non lo usa nessuno.',
          'Uno è di gres bianco, l’altro di gres al manganese. La riga di smalto è alla stessa altezza.',
        ],
        details: [
          { label: 'Materiale', value: 'Gres bianco e gres al manganese, 1250 °C' },
          { label: 'Misure', value: 'Altezza 7 cm, Ø 6,5 cm, 9 cl l’uno' },
          { label: 'Peso', value: '180 g l’uno' },
          { label: 'Uso', value: 'Lavastoviglie e microonde sì' },
          { label: 'Spedizione', value: 'In carta e cartone, niente plastica' },
        ],
        alt: 'Due bicchieri di gres senza manico pieni di caffè, uno chiaro e uno bruno; davanti un cucchiaino.',
      },
      en: {
        name: 'Two coffee cups',
        summary: 'A pair of stoneware espresso cups, one pale and one dark.',
        description: [
          'No handle: the wall is four millimetres thick, so the coffee stays hot and the fingers do not. They come in twos because nobody in the workshop drinks alone.',
          'One is white clay, the other manganese clay. The glaze line sits at the same height on both.',
        ],
        details: [
          { label: 'Material', value: 'White and manganese stoneware, 1250 °C' },
          { label: 'Size', value: '7 cm high, 6.5 cm across, 9 cl each' },
          { label: 'Weight', value: '180 g each' },
          { label: 'Use', value: 'Dishwasher and microwave safe' },
          { label: 'Ships', value: 'In paper and cardboard, no plastic' },
        ],
        alt: 'Two stoneware cups without handles, full of coffee, one pale and one brown; a teaspoon lies in front.',
      },
    },
  },
  {
    slug: 'vaso-a-bottiglia',
    family: 'ceramics',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 12800 },
    stock: 0,
    quantity: { max: 1, adjustable: false },
    paymentLink: false,
    image: '/products/vaso-a-bottiglia.svg',
    weightGrams: 2100,
    texts: {
      it: {
        name: 'Vaso a bottiglia',
        summary: 'Vaso alto dal collo stretto, tornito in due pezzi e unito a crudo.',
        description: [
          'Ne facciamo quattro l’anno, perché nel forno occupano il posto di trenta ciotole. La giunta si vede, se si sa dove guardare: un dito sotto la spalla.',
          'Lo smalto è ferro e cenere di vite, e cola dove vuole.',
        ],
        details: [
          { label: 'Materiale', value: 'Gres bianco, smalto al ferro, 1260 °C' },
          { label: 'Misure', value: 'Altezza 34 cm, Ø 15 cm' },
          { label: 'Peso', value: '1,6 kg' },
          { label: 'Prossima infornata', value: 'Marzo; chi è tra gli Amici lo sa prima' },
          { label: 'Spedizione', value: 'In carta e cartone, niente plastica' },
        ],
        alt: 'Un vaso alto a collo stretto, smalto bruno che cola sull’argilla chiara, con dentro un rametto secco.',
      },
      en: {
        name: 'Bottle vase',
        summary: 'A tall narrow-necked vase, thrown in two parts and joined before firing.',
        description: [
          'We make four a year, since each takes up the kiln space of thirty bowls. The join shows if you know where to look: a finger’s width below the shoulder.',
          'The glaze is iron and vine ash, and it runs where it likes.',
        ],
        details: [
          { label: 'Material', value: 'White stoneware, iron glaze, 1260 °C' },
          { label: 'Size', value: '34 cm high, 15 cm across' },
          { label: 'Weight', value: '1.6 kg' },
          { label: 'Next firing', value: 'March; Friends of the workshop hear first' },
          { label: 'Ships', value: 'In paper and cardboard, no plastic' },
        ],
        alt: 'A tall narrow-necked vase, brown glaze running down over pale clay, holding a dry sprig.',
      },
    },
  },
];
