/** What stands where a personal detail stood. */
export const erasedMark = '[erased]';

/** Keys whose value is about a person wherever it stands, as `plain` writes them. */
const personalKeys = new Set([
  'line1',
  'line2',
  'city',
  'postalcode',
  'last4',
  'dynamiclast4',
  'ibanlast4',
  'fingerprint',
  'routingnumber',
  'accountnumber',
  'ip',
  'ipaddress',
  'customerpurchaseip',
  'customername',
  'payername',
  'payerid',
  'verifiedname',
  'individualname',
  'businessname',
  'accountholdername',
  'cardholdername',
  'recipient',
  'trackingnumber',
  'trackingurl',
  // Pages at Stripe that show name and address to whoever has the link.
  'receipturl',
  'hostedinvoiceurl',
  'invoicepdf',
]);

/** Objects in which everything is about a person, apart from what `kept` names. */
const personalObjects = new Set([
  'customerdetails',
  'billingdetails',
  'shipping',
  'shippingdetails',
  'shippingaddress',
  'shipto',
  'customershipping',
  'customeraddress',
  'billingaddress',
  'collectedinformation',
  'address',
  'customertaxids',
  'customfields',
  'evidence',
]);

/** What the books need of such an object, and what says nothing about anybody. */
const kept = new Set(['country', 'taxexempt', 'carrier', 'key', 'type', 'label', 'id', 'object']);

const plain = (key: string): string => key.replaceAll('_', '').toLowerCase();

/**
 * A copy of a JSON value without the personal details in it: those under keys that are known to hold them, at any depth
 * (https://docs.stripe.com/api/checkout/sessions/object, https://docs.stripe.com/api/charges/object), and any mention of
 * the given details in whatever text. What was bought, amounts, IDs, states and the country stay: the books and the
 * evidence need them. Doing it twice changes nothing more.
 *
 * @param known the person's address, name, phone, street: long enough not to be part of another word
 */
export function redact(value: unknown, known: readonly string[] = []): unknown {
  return walk(value, mentionsOf(known), false);
}

function walk(value: unknown, mentions: RegExp | null, personal: boolean): unknown {
  if (typeof value === 'string') {
    if (personal) return value === '' ? value : erasedMark;
    return mentions ? value.replace(mentions, erasedMark) : value;
  }
  if (typeof value === 'number') return personal ? erasedMark : value;
  if (Array.isArray(value)) return value.map((entry) => walk(entry, mentions, personal));
  if (typeof value !== 'object' || value === null) return value;
  const person = isPerson(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const name = plain(key);
      if (personal && kept.has(name)) return [key, entry];
      const about =
        personal ||
        personalKeys.has(name) ||
        personalObjects.has(name) ||
        name.endsWith('email') ||
        name.endsWith('phone') ||
        (person && (name === 'name' || name === 'description'));
      return [key, walk(entry, mentions, about)];
    }),
  );
}

/** Whether an object's `name` is a person's: a product has one too, but neither address nor phone. */
function isPerson(value: object): boolean {
  return (
    ('object' in value && value.object === 'customer') ||
    'email' in value ||
    'phone' in value ||
    'address' in value
  );
}

/** Finds any of these details in a text, whole and in whatever case; null where there is nothing to look for. */
function mentionsOf(known: readonly string[]): RegExp | null {
  const details = known.map((text) => text.trim()).filter((text) => text.length >= 4);
  if (details.length === 0) return null;
  const longestFirst = [...new Set(details)].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}
