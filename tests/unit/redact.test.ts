import { describe, expect, test } from 'vitest';
import { redact } from '@/lib/buyers/redact';

const gone = '[erased]';

const cases: [what: string, value: unknown, redacted: unknown][] = [
  [
    'a session’s customer details, but not the country and whether they pay tax',
    {
      id: 'cs_1',
      amount_total: 1200,
      currency: 'eur',
      customer_email: 'ada@example.com',
      customer_details: {
        email: 'ada@example.com',
        name: 'Ada Rossi',
        phone: null,
        tax_exempt: 'none',
        tax_ids: [{ type: 'eu_vat', value: 'IT12345678901' }],
        address: {
          line1: 'Via Po 1',
          line2: null,
          city: 'Torino',
          state: 'TO',
          postal_code: '10123',
          country: 'IT',
        },
      },
    },
    {
      id: 'cs_1',
      amount_total: 1200,
      currency: 'eur',
      customer_email: gone,
      customer_details: {
        email: gone,
        name: gone,
        phone: null,
        tax_exempt: 'none',
        tax_ids: [{ type: 'eu_vat', value: gone }],
        address: { line1: gone, line2: null, city: gone, state: gone, postal_code: gone, country: 'IT' },
      },
    },
  ],
  [
    'a shipping address, wherever it hangs',
    {
      collected_information: {
        shipping_details: { name: 'Ada', address: { line1: 'Via Po 1', country: 'IT' } },
      },
    },
    { collected_information: { shipping_details: { name: gone, address: { line1: gone, country: 'IT' } } } },
  ],
  [
    'a charge’s card and pages, but not its brand and amounts',
    {
      amount: 100,
      billing_details: { email: null, name: 'Ada', address: null },
      payment_method_details: {
        type: 'card',
        card: {
          brand: 'visa',
          last4: '4242',
          fingerprint: 'f',
          exp_year: 2040,
          wallet: { dynamic_last4: '1' },
        },
      },
      receipt_email: 'ada@example.com',
      receipt_url: 'https://pay.stripe.com/receipts/x',
      state: 'succeeded',
    },
    {
      amount: 100,
      billing_details: { email: null, name: gone, address: null },
      payment_method_details: {
        type: 'card',
        card: {
          brand: 'visa',
          last4: gone,
          fingerprint: gone,
          exp_year: 2040,
          wallet: { dynamic_last4: gone },
        },
      },
      receipt_email: gone,
      receipt_url: gone,
      state: 'succeeded',
    },
  ],
  [
    'a customer’s name, but not a product’s',
    [
      { object: 'customer', id: 'cus_1', name: 'Ada Rossi', description: 'Friend of the house' },
      { object: 'product', id: 'prod_1', name: 'Bowl', description: 'A bowl' },
    ],
    [
      { object: 'customer', id: 'cus_1', name: gone, description: gone },
      { object: 'product', id: 'prod_1', name: 'Bowl', description: 'A bowl' },
    ],
  ],
  [
    'what a shopper answered to a question, but not the question',
    {
      custom_fields: [
        { key: 'to', label: { custom: 'For whom?' }, type: 'text', text: { value: 'For Ada' } },
      ],
    },
    { custom_fields: [{ key: 'to', label: { custom: 'For whom?' }, type: 'text', text: { value: gone } }] },
  ],
  [
    'a message to a carrier: to whom, but not what',
    {
      data: {
        order_number: 'B-1042',
        ship_to: { name: 'Ada', line1: 'Via Po 1', country: 'IT', email: 'a@b.it', phone: '1' },
        items: [{ slug: 'ciotola', description: 'Bowl', quantity: 2, value: 7200 }],
      },
    },
    {
      data: {
        order_number: 'B-1042',
        ship_to: { name: gone, line1: gone, country: 'IT', email: gone, phone: gone },
        items: [{ slug: 'ciotola', description: 'Bowl', quantity: 2, value: 7200 }],
      },
    },
  ],
  [
    'tracking on the timeline',
    { parcelId: 'p', carrier: 'Poste', trackingNumber: 'RR1', trackingUrl: 'https://carrier/RR1' },
    { parcelId: 'p', carrier: 'Poste', trackingNumber: gone, trackingUrl: gone },
  ],
  [
    'settings that only look like details',
    { phone_number_collection: { enabled: true } },
    { phone_number_collection: { enabled: true } },
  ],
  [
    'nothing in what holds none',
    { a: [1, 'x', null, true], email: null },
    { a: [1, 'x', null, true], email: null },
  ],
  ['a bare value', 'ada@example.com', 'ada@example.com'],
];

describe('redacting', () => {
  test.each(cases)('takes out %s', (_what, value, redacted) => {
    expect(redact(value)).toEqual(redacted);
    expect(redact(redact(value))).toEqual(redacted);
  });

  test('takes known details out of any text, whole and in any case', () => {
    const known = ['ada@example.com', 'Ada Rossi', 'Via Po 1'];
    const note = 'Handed to ADA ROSSI, Via Po 1; Via Po 12 was closed. <ada@example.com> said 550';
    expect(redact({ note }, known)).toEqual({
      note: `Handed to ${gone}, ${gone}; Via Po 12 was closed. <${gone}> said 550`,
    });
  });

  test('does not look for what is too short to be told from other words', () => {
    expect(redact({ note: 'An order of one' }, ['An', ' ', ''])).toEqual({ note: 'An order of one' });
  });

  test('takes known details that hold characters of patterns literally', () => {
    expect(redact({ a: 'x a+b(c)@d.it y', b: 'aab' }, ['a+b(c)@d.it'])).toEqual({
      a: `x ${gone} y`,
      b: 'aab',
    });
  });

  test('goes as deep as there is something', () => {
    let value: unknown = { email: 'ada@example.com' };
    for (let depth = 0; depth < 200; depth++) value = depth % 2 ? [value] : { nested: value };
    expect(JSON.stringify(redact(value))).not.toContain('ada@');
  });
});
