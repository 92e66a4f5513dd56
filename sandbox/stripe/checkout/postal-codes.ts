/** Where there are no postal codes. */
const NO_POSTAL_CODE = new Set(
  'AE AG AO AW BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GH GM GQ GY HK JM KI KM KN LC ML MO MR MW NR PA QA RW SB SC SL SO SR SY TD TG TO TT TV UG VU YE ZW'.split(
    ' ',
  ),
);

/** Whether an address in this country (ISO 3166-1 alpha-2) has a postal code. */
export function hasPostalCode(country: string): boolean {
  return !NO_POSTAL_CODE.has(country);
}
