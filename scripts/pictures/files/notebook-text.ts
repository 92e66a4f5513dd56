/** The press notebook's text. Both languages have the same pages in the same order. */
export interface Note {
  title: string;
  body: string[];
}
export interface Notebook {
  opening: string[];
  notes: Note[];
  words: { heading: string; entries: [term: string, meaning: string][] };
}

export const italian: Notebook = {
  opening: [
    'Questi appunti stavano sul retro delle bozze, dove finisce tutto quello che in bottega serve ricordare: una dose di inchiostro, un numero di telefono, il motivo per cui un foglio è venuto male.',
    'Li abbiamo ricopiati togliendo i numeri di telefono. Non sono un manuale. Chi vuole imparare a stampare deve stampare, e buttare via molta carta; questi fogli servono solo a buttarne un po’ meno.',
    'Le misure sono in punti Didot, perché i nostri caratteri sono nati così, e in millimetri, perché noi no.',
  ],
  notes: [
    {
      title: 'La riga',
      body: [
        'Una riga si misura prima di scriverla. La giustezza è la sua lunghezza, si dà in righe tipografiche da dodici punti, e una riga da dodici punti è lunga quattro millimetri e mezzo, poco più.',
        'Venti righe sono una colonna comoda, nove centimetri. Ventotto sono il massimo che teniamo nel compositoio senza che il polso si lamenti.',
        'La prova è sempre la stessa: tolta dal compositoio e appoggiata sul vantaggio, la riga deve stare in piedi da sola. Se cade verso di te è corta. Se non esce è lunga. Se esce e canta, è giusta.',
      ],
    },
    {
      title: 'L’altezza',
      body: [
        'Tutto quello che stampa deve arrivare alla stessa quota: da noi sessantasei punti, quasi venticinque millimetri. Si chiama altezza tipografica e ogni Paese ha avuto la sua, per dispetto.',
        'Il legno si muove. Una lettera che a giugno è alta giusta, a novembre può mancare di un decimo. Si rimedia da sotto, con striscioline di carta velina incollate al piede. Si chiama taccheggio ed è metà del mestiere.',
        'Il modo più rapido di trovare una lettera bassa è stampare. Il secondo è chiudere gli occhi e passarci sopra la mano.',
      ],
    },
    {
      title: 'La carta bagnata',
      body: [
        'La carta di cotone si stampa umida. Asciutta è dura come un tavolo e respinge la lettera; umida cede, la accoglie, e quando si asciuga si ricorda di averla avuta.',
        'Si passa la spugna su un foglio sì e uno no, si impilano, si mette un peso e si lascia stare una notte. Al mattino sono tutti uguali: freddi sulla guancia, ma senza una goccia.',
        'Se il foglio luccica è troppo bagnato. Se suona quando lo scuoti, è troppo asciutto.',
      ],
    },
    {
      title: 'L’inchiostro',
      body: [
        'Ne serve sempre meno di quanto sembra. Per un manifesto basta una noce; per una pagina di testo, un cece.',
        'Si stende sulla pietra con il rullo finché smette di fare rumore di scotch e comincia a frusciare. Quello è il momento. Dopo dieci minuti d’estate, venti d’inverno, bisogna ricominciare.',
        'Il nero puro è troppo freddo per la nostra carta. Ci mettiamo un’unghia di rosso ossido, e nessuno se ne accorge, ma se manca si vede.',
      ],
    },
    {
      title: 'La pressione',
      body: [
        'Il tirabozze parla. Con poca pressione il cilindro scivola e non dice niente. Con troppa, in fondo alla corsa, dà un colpo secco, e il colpo l’ha preso la lettera.',
        'Quando è giusta si sente un respiro, come di qualcuno che posa un libro. Si regola aggiungendo o togliendo un foglio alla volta dalla vestitura del cilindro.',
        'Che la stampa si debba sentire sotto il dito è una moda recente. I vecchi la consideravano un difetto e avevano le loro ragioni: dovevano stampare anche sul retro.',
      ],
    },
    {
      title: 'Il bianco',
      body: [
        'Il bianco tipografico non è vuoto. È un pezzo di piombo o di legno, ha un nome, si conta e si ripone. Chi ha dovuto riporre i bianchi di un manifesto non ne usa mai a caso.',
        'I margini di un libro vanno crescendo: il più stretto è quello interno, poi sopra, poi fuori, e il piede è il più largo, perché lì si appoggia il pollice.',
        'Se una pagina non funziona, togliere è più veloce che aggiungere. Si sfila una riga, si guarda, la si rimette solo se manca a qualcuno.',
      ],
    },
    {
      title: 'L’errore',
      body: [
        'Gli errori si trovano a voce alta. Uno legge la bozza, l’altro l’originale, virgole comprese. Dopo venti righe ci si scambia.',
        'Le lettere che si scambiano più spesso sono u e n, b e q, d e p. Capovolte, sono identiche: nella cassa c’è sempre qualcuno che le ha riposte di fretta.',
        'L’ultimo errore di ogni lavoro si trova dopo la consegna. Ne teniamo un registro. Non serve a evitarli, ma fa compagnia.',
      ],
    },
    {
      title: 'La pulizia',
      body: [
        'Si lava subito. L’inchiostro di un’ora va via con uno straccio e un po’ d’olio di semi; quello di una notte vuole il solvente e la pazienza di un altro.',
        'Prima il rullo, poi la pietra, ultima la forma. Il legno non si bagna mai: si strofina con lo straccio quasi asciutto, nel verso della vena.',
        'Poi si scompone, lettera per lettera, ognuna nel suo scomparto. È il lavoro che nessuno racconta e quello da cui dipende domani.',
      ],
    },
  ],
  words: {
    heading: 'Otto parole',
    entries: [
      ['Cassa', 'il cassetto dei caratteri, diviso in scomparti'],
      ['Compositoio', 'l’attrezzo in cui si compone la riga'],
      ['Forma', 'tutto ciò che va sotto il torchio, legato'],
      ['Giustezza', 'la lunghezza della riga'],
      ['Interlinea', 'la lama di piombo tra due righe'],
      ['Refuso', 'la lettera nello scomparto sbagliato, poi l’errore'],
      ['Taccheggio', 'la carta messa sotto per alzare ciò che è basso'],
      ['Vantaggio', 'il vassoio su cui si posano le righe'],
    ],
  },
};

export const english: Notebook = {
  opening: [
    'These notes were on the backs of proofs, where everything a workshop has to remember ends up: a measure of ink, a telephone number, the reason a sheet went wrong.',
    'We have copied them out and left off the telephone numbers. This is not a manual. To learn printing you have to print, and throw away a good deal of paper; these pages are meant to save you some of it.',
    'Measurements are in Didot points, because our type was born that way, and in millimetres, because we were not.',
  ],
  notes: [
    {
      title: 'The line',
      body: [
        'A line is measured before it is written. Its length is called the measure and is counted in ciceros of twelve Didot points; a cicero is four and a half millimetres and a little over.',
        'Twenty make a comfortable column, nine centimetres. Twenty-eight is as much as we hold in the stick before the wrist objects.',
        'The test never changes. Slid out of the stick onto the galley, the line should stand up on its own. If it falls towards you it is short. If it will not come out it is long. If it comes out with a ring to it, it is right.',
      ],
    },
    {
      title: 'Height',
      body: [
        'Everything that prints has to reach the same level: with us sixty-six points, not quite twenty-five millimetres. It is called height to paper, and every country had its own, out of spite.',
        'Wood moves. A letter that was right in June can be a tenth of a millimetre low by November. You mend it from below, with slips of tissue pasted to the foot. That is called making ready, and it is half the trade.',
        'The quickest way to find a low letter is to print it. The next quickest is to shut your eyes and pass a hand over the forme.',
      ],
    },
    {
      title: 'Damp paper',
      body: [
        'Cotton paper is printed damp. Dry, it is as hard as a table and pushes the letter away; damp, it gives, takes the letter in, and when it dries it remembers.',
        'Sponge every other sheet, stack them, put a weight on top and leave them for a night. By morning they are all alike: cold against the cheek, without a drop to be seen.',
        'If the sheet shines it is too wet. If it rattles when you shake it, too dry.',
      ],
    },
    {
      title: 'Ink',
      body: [
        'You need less than you think, always. A walnut’s worth does a poster; a chickpea does a page of text.',
        'Roll it out on the stone until it stops sounding like sticky tape and starts to hiss. That is the moment. In summer you have ten minutes, in winter twenty, then you begin again.',
        'Plain black is too cold for our paper. We put in a fingernail of oxide red. Nobody notices it, but it shows when it is missing.',
      ],
    },
    {
      title: 'Pressure',
      body: [
        'A proof press talks. With too little pressure the cylinder slides over and says nothing. With too much there is a knock at the end of the bed, and it was the letter that took the knock.',
        'When it is right you hear a breath, like somebody putting down a book. You get there by adding or taking away one sheet at a time under the tympan.',
        'That you should feel the print under your finger is a recent fashion. The old printers called it a fault, and had their reasons: they still had the other side to print.',
      ],
    },
    {
      title: 'White',
      body: [
        'White space in a forme is not empty. It is a piece of metal or wood with a name, to be counted and put away. Anyone who has put away the white of a poster stops using it carelessly.',
        'The margins of a book grow as they go round: inside the narrowest, then the head, then the outer edge, and the foot the widest, because that is where the thumb goes.',
        'When a page does not work, taking out is quicker than putting in. Draw out a line, look, and put it back only if somebody misses it.',
      ],
    },
    {
      title: 'Mistakes',
      body: [
        'Mistakes are found aloud. One of us reads the proof, the other follows the copy, commas included. After twenty lines we change over.',
        'The letters most often confused are u and n, b and q, d and p. Upside down they are the same, and somewhere in the case there is always one that was put back in a hurry.',
        'The last mistake in any job turns up after delivery. We keep a register of them. It does not prevent any, but it is company.',
      ],
    },
    {
      title: 'Washing up',
      body: [
        'Wash up at once. Ink an hour old comes away with a rag and a little vegetable oil; ink left overnight wants solvent, and somebody else’s patience.',
        'The roller first, then the stone, the forme last. Never wet the wood: rub it with a rag that is almost dry, along the grain.',
        'Then comes distribution, letter by letter, each back to its box. It is the part nobody tells you about, and the part tomorrow depends on.',
      ],
    },
  ],
  words: {
    heading: 'Eight words',
    entries: [
      ['Case', 'the drawer the type lives in, divided into boxes'],
      ['Stick', 'the tool a line is set in, held in the hand'],
      ['Forme', 'all that goes under the press, tied or locked up'],
      ['Measure', 'the length of the line'],
      ['Leading', 'the strip of lead between two lines'],
      ['Literal', 'a wrong letter; in Italian, refuso'],
      ['Make-ready', 'paper put underneath to raise what is low'],
      ['Galley', 'the tray the lines are slid onto'],
    ],
  },
};
