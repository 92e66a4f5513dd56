/** What a postal code of a country looks like, once spaces at its ends are gone and letters are capitals. */
const FIVE = /^\d{5}$/;
const FOUR = /^\d{4}$/;
const SIX = /^\d{6}$/;
const THREE_AND_TWO = /^\d{3} ?\d{2}$/;

const POSTAL_CODES: Record<string, RegExp> = {
  ...each('DE EE ES FI FR HR IT KR MC ME MX MY SM TH TR UA VA', FIVE),
  ...each('AT AU BE BG CH CY DK HU LI LU NO NZ SI ZA', FOUR),
  ...each('CN IN RO SG', SIX),
  ...each('CZ GR SE SK', THREE_AND_TWO),
  BR: /^\d{5}-?\d{3}$/,
  CA: /^[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/,
  IE: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/,
  IS: /^\d{3}$/,
  JP: /^\d{3}-?\d{4}$/,
  LT: /^(LT-)?\d{5}$/,
  LV: /^(LV-)?\d{4}$/,
  MT: /^[A-Z]{3} ?\d{4}$/,
  NL: /^\d{4} ?[A-Z]{2}$/,
  PL: /^\d{2}-?\d{3}$/,
  PT: /^\d{4}-?\d{3}$/,
  US: /^\d{5}(-?\d{4})?$/,
};

/** The regions of countries where a letter is sorted by them, by the code the API carries. */
const REGIONS: Record<string, Record<string, string>> = {
  AU: named(
    'ACT Australian Capital Territory,NSW New South Wales,NT Northern Territory,QLD Queensland,' +
      'SA South Australia,TAS Tasmania,VIC Victoria,WA Western Australia',
  ),
  CA: named(
    'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,' +
      'NT Northwest Territories,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon',
  ),
  US: named(
    'AL Alabama,AK Alaska,AS American Samoa,AZ Arizona,AR Arkansas,AA Armed Forces Americas,' +
      'AE Armed Forces Europe,AP Armed Forces Pacific,CA California,CO Colorado,CT Connecticut,DE Delaware,' +
      'DC District of Columbia,FL Florida,GA Georgia,GU Guam,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,' +
      'KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,' +
      'MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,' +
      'NY New York,NC North Carolina,ND North Dakota,MP Northern Mariana Islands,OH Ohio,OK Oklahoma,OR Oregon,' +
      'PA Pennsylvania,PR Puerto Rico,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,' +
      'UT Utah,VT Vermont,VI Virgin Islands,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming',
  ),
};

/** Whether a postal code can be one of this country; where its shape is not known here, any can. */
export function isPostalCode(typed: string, country: string): boolean {
  return POSTAL_CODES[country]?.test(typed.trim().toUpperCase()) ?? true;
}

/** The regions to choose from, or none where people write what they like. */
export function regionsOf(country: string): { code: string; name: string }[] {
  return Object.entries(REGIONS[country] ?? {}).map(([code, name]) => ({ code, name }));
}

/**
 * A region as the API carries it: its code where the country's regions are known here, by code or by name, else the
 * words as typed.
 *
 * @returns null where it is none of that country's.
 */
export function regionCode(typed: string, country: string): string | null {
  const regions = regionsOf(country);
  if (regions.length === 0) return typed.trim();
  const wanted = typed.trim().toLowerCase();
  const found = regions.find(
    ({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  return found?.code ?? null;
}

function each(countries: string, shape: RegExp): Record<string, RegExp> {
  return Object.fromEntries(countries.split(' ').map((country) => [country, shape]));
}

function named(list: string): Record<string, string> {
  return Object.fromEntries(
    list.split(',').map((entry) => [entry.split(' ')[0] ?? '', entry.slice(entry.indexOf(' ') + 1)]),
  );
}
