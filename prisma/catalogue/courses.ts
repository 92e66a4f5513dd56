import type { CatalogueProduct } from './types';

/** What the workshop teaches. */
export const courses: CatalogueProduct[] = [
  {
    slug: 'comporre-a-mano',
    family: 'courses',
    kinds: ['access'],
    price: { currency: 'eur', unitAmount: 8500 },
    stock: null,
    quantity: { max: 1, adjustable: false },
    offeredWith: ['quaderno-pdf', 'listello'],
    paymentLink: true,
    image: '/products/comporre-a-mano.svg',
    access: { days: 365 },
    texts: {
      it: {
        name: 'Comporre a mano, corso in sei lezioni',
        summary: 'Dal compositoio alla prima bozza, in sei lezioni scritte da seguire a casa.',
        description: [
          'Per chi ha trovato una cassa di caratteri e non sa da che parte prenderla, e per chi disegna al computer e vuole capire da dove viene lo spazio tra le righe.',
          'Ogni lezione si legge in dieci minuti e ha un esercizio che ne prende sessanta. Si va al proprio passo, per un anno.',
        ],
        details: [
          { label: 'Lezioni', value: 'Sei, con un esercizio ciascuna' },
          { label: 'Serve', value: 'Carta, matita, un righello; i caratteri aiutano' },
          { label: 'Lingua', value: 'Italiano e inglese' },
          { label: 'Accesso', value: '365 giorni dall’acquisto' },
        ],
        alt: 'Un banco da tipografo: un compositoio con la parola COMPORRE al rovescio, una lente contafili d’ottone e, appesa al muro, una bozza corretta in rosso.',
        access: [
          {
            title: '1. La cassa',
            body: [
              'La cassa italiana non è in ordine alfabetico. La e, la a, la i e la o stanno al centro, sotto la mano; la x, la y e la k negli angoli. È una mappa della lingua, disegnata da chi voleva finire prima.',
              'Prendete un carattere e cercate con il pollice la tacca sull’asta. La tacca dice qual è il piede della lettera senza guardarla: in riga, tutte le tacche stanno dalla stessa parte.',
              'Esercizio. Disegnate la vostra cassa: contate le lettere di una pagina qualsiasi e date lo scomparto più grande a quella che torna più spesso.',
            ],
          },
          {
            title: '2. Il compositoio',
            body: [
              'Si tiene nella sinistra, il pollice dentro, a fermare l’ultima lettera. Si compone da sinistra a destra, con le lettere a testa in giù: chi ha fretta legge al contrario, chi ha pazienza impara a leggere così.',
              'Prima di tutto si regola la giustezza, cioè la lunghezza della riga. Una misura da cui non si torna indietro: cambiarla a metà vuol dire ricominciare.',
              'Esercizio. Tagliate venti cartoncini alti uguali e larghi diversi, scriveteci sopra una frase, una lettera per cartoncino, e riempite una riga di dodici centimetri.',
            ],
          },
          {
            title: '3. Lo spazio',
            body: [
              'Lo spazio è piombo più basso, e si compra a peso come le lettere. Il quadrato è largo quanto è alto il corpo; il terzo, il quarto e il quinto si chiamano così perché tanti ce ne stanno in un quadrato.',
              'La riga è giusta quando, tolta dal compositoio, resta in piedi da sola. Se balla, cadrà in macchina; se entra a forza, si piegherà.',
              'Esercizio. Nella riga di prima allargate gli spazi fino a riempirla. Poi rifatela stringendoli. Guardatele da due metri: una delle due è più grigia, l’altra ha i buchi.',
            ],
          },
          {
            title: '4. L’interlinea',
            body: [
              'Tra una riga e l’altra si mette una lama di piombo. Due punti sono l’abitudine, tre una cortesia, zero una decisione da prendere con un motivo.',
              'Più lunga è la riga, più interlinea serve: l’occhio deve ritrovare la strada del ritorno.',
              'Esercizio. Copiate lo stesso paragrafo tre volte, con le righe a 5, 6 e 8 millimetri. Fatelo leggere a qualcuno ad alta voce e ascoltate dove inciampa.',
            ],
          },
          {
            title: '5. La forma',
            body: [
              'Le righe si spostano sul vantaggio e si legano con lo spago: quattro giri, dall’angolo in alto a sinistra, e il capo si infila sotto senza nodo. Una forma legata bene si solleva con una mano.',
              'Intorno va la marginatura, che non stampa ma decide. Il bianco di un foglio è fatto di legno e di piombo, e pesa.',
              'Esercizio. Su un foglio A4 piegato in due, fate i margini con strisce di cartone: dentro uno, sopra due, fuori tre, sotto quattro.',
            ],
          },
          {
            title: '6. La bozza',
            body: [
              'Poco inchiostro, steso fino a sentire un fruscio di seta. Il foglio si appoggia da un lato e si lascia cadere. La prima bozza non si guarda per vedere se è bella: si guarda per trovare le lettere capovolte.',
              'Si corregge sul piombo, con la punta, senza allentare tutto. Poi seconda bozza. Se la terza è ancora sbagliata è ora di pranzo.',
              'Esercizio. Inchiostrate una foglia con un rullo, o con un tampone, e tiratene dieci copie. Tenete la settima.',
            ],
          },
        ],
      },
      en: {
        name: 'Setting type by hand, six lessons',
        summary: 'From the composing stick to the first proof, in six written lessons to follow at home.',
        description: [
          'For anyone who has found a case of type and does not know which end to pick up, and for anyone who designs on a screen and wonders where leading comes from.',
          'Each lesson takes ten minutes to read and has an exercise that takes sixty. Go at your own pace, for a year.',
        ],
        details: [
          { label: 'Lessons', value: 'Six, each with an exercise' },
          { label: 'You need', value: 'Paper, pencil, a ruler; some type helps' },
          { label: 'Language', value: 'Italian and English' },
          { label: 'Access', value: '365 days from purchase' },
        ],
        alt: 'A compositor’s bench: a composing stick with the word COMPORRE set in reverse, a brass loupe and, pinned to the wall, a proof corrected in red.',
        access: [
          {
            title: '1. The case',
            body: [
              'A type case is not in alphabetical order. In ours, laid for Italian, e, a, i and o sit in the middle, under the hand, while x, y and k are sent to the corners. It is a map of the language, drawn by someone who wanted to go home.',
              'Pick up a sort and run your thumb along the shank until you find the nick. It tells you which way is up without looking: in a set line all the nicks face the same way.',
              'Exercise. Draw your own case. Count the letters on any page and give the biggest box to the one that turns up most.',
            ],
          },
          {
            title: '2. The stick',
            body: [
              'It lies in the left hand with the thumb inside, holding the last letter still. You set from left to right with the letters upside down. The impatient learn to read backwards; the patient learn to read like this.',
              'First you fix the measure, which is the length of the line. There is no changing it halfway: you would have to start again.',
              'Exercise. Cut twenty slips of card, equal in height and unequal in width. Write a sentence on them, a letter to a slip, and fill a line twelve centimetres long.',
            ],
          },
          {
            title: '3. Space',
            body: [
              'Space is metal too, only lower, and is bought by weight like the letters. An em is as wide as the body is tall; a thick goes three to the em, a mid four, a thin five.',
              'A line is right when it stands up by itself out of the stick. If it wobbles it will fall over in the press; if it has to be forced it will bow.',
              'Exercise. Take your line and open the spaces until it is full. Set it again with the spaces closed up. Look from two metres: one is greyer, the other has holes.',
            ],
          },
          {
            title: '4. Leading',
            body: [
              'Between two lines goes a strip of lead. Two points is habit, three is courtesy, none is a decision that wants a reason.',
              'The longer the line, the more lead it needs, because the eye has to find its way back.',
              'Exercise. Copy the same paragraph three times, with the lines 5, 6 and 8 millimetres apart. Have someone read it aloud and listen for the stumbles.',
            ],
          },
          {
            title: '5. The forme',
            body: [
              'The lines go onto a galley and are tied with page cord: four turns from the top left corner, and the end is tucked under without a knot. A forme tied well lifts with one hand.',
              'Round it goes the furniture, which does not print but does decide. The white of a page is made of wood and metal, and it is heavy.',
              'Exercise. Fold a sheet of A4 in two and make the margins with strips of card: inside one, top two, outside three, foot four.',
            ],
          },
          {
            title: '6. The proof',
            body: [
              'A little ink, rolled out until it hisses like silk. Lay one edge of the sheet down and let the rest fall. You do not look at a first proof to see whether it is handsome. You look for the letters that are upside down.',
              'Correct in the metal, with a bodkin, without unlocking the lot. Then a second proof. If the third is still wrong, it is time for lunch.',
              'Exercise. Ink a leaf with a roller or a pad and pull ten copies. Keep the seventh.',
            ],
          },
        ],
      },
    },
  },
];
