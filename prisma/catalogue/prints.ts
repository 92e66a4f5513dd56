import type { CatalogueProduct } from './types';

/** Letterpress and linocut, pulled on the workshop's proof press. */
export const prints: CatalogueProduct[] = [
  {
    slug: 'mole-di-sera',
    family: 'prints',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 9500 },
    stock: 23,
    quantity: { max: 4, adjustable: true },
    offeredWith: ['refuso-4', 'e-commerciale'],
    paymentLink: false,
    image: '/products/mole-di-sera.svg',
    weightGrams: 420,
    texts: {
      it: {
        name: 'Mole, di sera',
        summary: 'Linoleografia a due colori della Mole vista da via Po, sessanta copie numerate.',
        description: [
          'Due matrici, due passaggi: prima il cielo, color ruggine, poi la sagoma in nero caldo. Tra i due passano tre giorni, il tempo che serve all’inchiostro per asciugare.',
          'Le finestre illuminate non sono stampate. Sono la carta, lasciata bianca da entrambe le matrici.',
        ],
        details: [
          { label: 'Tecnica', value: 'Linoleografia, due colori, al tirabozze' },
          { label: 'Formato', value: '30 × 40 cm, margini interi' },
          { label: 'Carta', value: 'Cotone 250 g/m², bianco naturale' },
          { label: 'Tiratura', value: '60 copie, numerate e firmate a matita' },
          { label: 'Spedizione', value: 'Piatta, tra due cartoni; senza cornice' },
        ],
        alt: 'Una stampa appoggiata al muro: la Mole Antonelliana in nero contro un cielo color ruggine, con qualche finestra accesa; sul tavolo un rullo per l’inchiostro.',
      },
      en: {
        name: 'The Mole, evening',
        summary: 'A two-colour linocut of Turin’s landmark seen from via Po, in sixty numbered copies.',
        description: [
          'Two blocks, two passes: the rust sky first, then the silhouette in a warm black. Three days go by between them, because that is how long the ink takes to dry.',
          'The lit windows are not printed. They are bare paper, left alone by both blocks.',
        ],
        details: [
          { label: 'Technique', value: 'Linocut, two colours, proof press' },
          { label: 'Size', value: '30 × 40 cm, full margins' },
          { label: 'Paper', value: 'Cotton, 250 gsm, natural white' },
          { label: 'Edition', value: '60, numbered and signed in pencil' },
          { label: 'Ships', value: 'Flat, between two boards; unframed' },
        ],
        alt: 'A print leaning against a wall: the Mole Antonelliana in black on a rust-coloured sky, a few windows lit; an ink roller lies on the table.',
      },
    },
  },
  {
    slug: 'e-commerciale',
    family: 'prints',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 4800 },
    stock: 64,
    quantity: { max: 8, adjustable: true },
    paymentLink: true,
    image: '/products/e-commerciale.svg',
    weightGrams: 380,
    texts: {
      it: {
        name: 'E commerciale',
        summary: 'Una sola lettera di legno, alta quaranta centimetri, stampata in rosso ossido.',
        description: [
          'La & più grande che possediamo viene da una tipografia di Biella chiusa nel 1987. È di pero, ha qualche graffio e la stampiamo così com’è.',
          'La pressione è forte: passando un dito sul retro la lettera si sente.',
        ],
        details: [
          { label: 'Tecnica', value: 'Tipografia, carattere di legno, un colore' },
          { label: 'Formato', value: '50 × 70 cm' },
          { label: 'Carta', value: 'Cartoncino 300 g/m², avorio' },
          { label: 'Tiratura', value: 'Aperta, timbro sul retro' },
          { label: 'Spedizione', value: 'Arrotolato in un tubo; senza cornice' },
        ],
        alt: 'Un manifesto avorio con una grande & rosso ossido; davanti, sul tavolo, un blocco di legno con la stessa lettera rovesciata.',
      },
      en: {
        name: 'Ampersand',
        summary: 'One wooden letter, forty centimetres tall, printed in oxide red.',
        description: [
          'Our largest ampersand comes from a jobbing printer in Biella that closed in 1987. It is cut in pearwood, it has a few scratches, and we print it as it is.',
          'We print it hard. Run a finger over the back and you can feel the letter.',
        ],
        details: [
          { label: 'Technique', value: 'Letterpress from wood type, one colour' },
          { label: 'Size', value: '50 × 70 cm' },
          { label: 'Paper', value: 'Card, 300 gsm, ivory' },
          { label: 'Edition', value: 'Open, stamped on the back' },
          { label: 'Ships', value: 'Rolled in a tube; unframed' },
        ],
        alt: 'An ivory poster with a large oxide-red ampersand; in front of it, on the table, a wooden block with the same letter in reverse.',
      },
    },
  },
  {
    slug: 'po-in-piena',
    family: 'prints',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 7200 },
    stock: 31,
    quantity: { max: 4, adjustable: true },
    offeredWith: ['refuso-4'],
    paymentLink: false,
    image: '/products/po-in-piena.svg',
    weightGrams: 420,
    texts: {
      it: {
        name: 'Po in piena',
        summary: 'Linoleografia del fiume a novembre, quando l’acqua sale fino alle arcate.',
        description: [
          'Ogni riga d’acqua è un solo taglio di sgorbia, da un bordo all’altro, senza riprese. Se la mano scappa, la matrice si butta: ne abbiamo buttate tre.',
          'Il blu è mescolato a occhio e cambia un poco da una copia all’altra.',
        ],
        details: [
          { label: 'Tecnica', value: 'Linoleografia, due colori' },
          { label: 'Formato', value: '30 × 40 cm, margini interi' },
          { label: 'Carta', value: 'Cotone 250 g/m², bianco naturale' },
          { label: 'Tiratura', value: '80 copie, numerate e firmate a matita' },
          { label: 'Spedizione', value: 'Piatta, tra due cartoni; senza cornice' },
        ],
        alt: 'Una stampa appoggiata al muro: le arcate di un ponte su un fiume fatto di righe blu ondulate; sul tavolo una sgorbia e tre riccioli di linoleum.',
      },
      en: {
        name: 'The Po in flood',
        summary: 'A linocut of the river in November, when the water climbs into the arches.',
        description: [
          'Each line of water is a single stroke of the gouge, edge to edge, with no second try. If the hand slips the block is scrap. Three were.',
          'The blue is mixed by eye and drifts a little from copy to copy.',
        ],
        details: [
          { label: 'Technique', value: 'Linocut, two colours' },
          { label: 'Size', value: '30 × 40 cm, full margins' },
          { label: 'Paper', value: 'Cotton, 250 gsm, natural white' },
          { label: 'Edition', value: '80, numbered and signed in pencil' },
          { label: 'Ships', value: 'Flat, between two boards; unframed' },
        ],
        alt: 'A print leaning against a wall: the arches of a bridge over a river made of wavy blue lines; a gouge and three curls of lino lie on the table.',
      },
    },
  },
  {
    slug: 'luna-su-superga',
    family: 'prints',
    kinds: ['shipment'],
    price: { currency: 'eur', unitAmount: 18000 },
    stock: 1,
    quantity: { max: 1, adjustable: false },
    paymentLink: false,
    image: '/products/luna-su-superga.svg',
    weightGrams: 1450,
    texts: {
      it: {
        name: 'Luna su Superga, prova d’autore',
        summary: 'L’unica prova d’autore rimasta di una tiratura esaurita, già in cornice.',
        description: [
          'La collina, la basilica e una luna troppo grande. Le trenta copie sono finite due inverni fa; questa era rimasta appesa sopra il lavandino.',
          'È la prova in cui il nero era ancora un verde molto scuro. Poi abbiamo cambiato idea, e ci dispiace un po’.',
        ],
        details: [
          { label: 'Tecnica', value: 'Linoleografia, tre colori' },
          { label: 'Formato', value: '24 × 32 cm; 32 × 40 cm con la cornice' },
          { label: 'Cornice', value: 'Frassino, vetro, passe-partout senza acidi' },
          { label: 'Esemplare', value: 'P.d.A. II/II, firmato; non ce ne sono altri' },
          { label: 'Spedizione', value: 'In cassetta imbottita, assicurata' },
        ],
        alt: 'Una piccola stampa in una cornice di frassino: una luna piena dietro la cupola di Superga, sopra colline scure; accanto una matita.',
      },
      en: {
        name: 'Moon over Superga, artist’s proof',
        summary: 'The last artist’s proof of a sold-out edition, already framed.',
        description: [
          'The hill, the basilica, and a moon that is too big. The thirty copies went two winters ago; this one had stayed on its nail above the sink.',
          'It dates from when the black was still a very dark green. We changed our minds later, and rather regret it.',
        ],
        details: [
          { label: 'Technique', value: 'Linocut, three colours' },
          { label: 'Size', value: '24 × 32 cm; 32 × 40 cm framed' },
          { label: 'Frame', value: 'Ash, glass, acid-free mount' },
          { label: 'Copy', value: 'A.P. II/II, signed; there are no others' },
          { label: 'Ships', value: 'In a padded crate, insured' },
        ],
        alt: 'A small print in an ash frame: a full moon behind the dome of Superga, above dark hills; a pencil lies beside it.',
      },
    },
  },
];
