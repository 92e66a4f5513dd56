import { describe, expect, test } from 'vitest';
import { carrierKey, carrierName, carriers, isWebAddress, trackingLink } from '@/lib/shipping/carriers';

const parcel = { carrier: null, trackingNumber: null, trackingUrl: null };

describe('a carrier', () => {
  test.each([
    ['Poste Italiane', 'poste_italiane'],
    [' poste italiane ', 'poste_italiane'],
    ['POSTE', 'poste_italiane'],
    ['Bartolini', 'brt'],
    ['gls', 'gls_it'],
    ['GLS Italy', 'gls_it'],
    ['gls_it', 'gls_it'],
    ['D.H.L.', 'dhl'],
    ['DHL Express', 'dhl'],
    ['Fed-Ex', 'fedex'],
    ['TNT', 'fedex'],
    ['inpost', 'inpost'],
    ['Zio Piero', 'Zio Piero'],
    ['', null],
    ['   ', null],
    [null, null],
    [undefined, null],
  ])('written as %j is kept as %j', (written, kept) => {
    expect(carrierKey(written)).toBe(kept);
  });

  test('is shown by its name, and as it was written where it is not known', () => {
    expect(carrierName('gls_it')).toBe('GLS Italy');
    expect(carrierName('Zio Piero')).toBe('Zio Piero');
    expect(carrierName(null)).toBeNull();
  });

  test('has a key and a name of its own, and no spelling is two carriers’', () => {
    const spellings = carriers.flatMap(({ key, name, also }) => [
      ...new Set([key, name, ...also].map((text) => text.toLowerCase().replace(/[^a-z0-9]/g, ''))),
    ]);
    expect(spellings).toHaveLength(new Set(spellings).size);
  });
});

describe('the way to follow a parcel', () => {
  test.each(carriers.map(({ key }) => key))('leads to %s with the number filled in', (carrier) => {
    const link = trackingLink({ ...parcel, carrier, trackingNumber: 'RA 123/45&6?' });
    expect(link).toContain('RA123%2F45%266%3F');
    expect(isWebAddress(link ?? '')).toBe(true);
    expect(new URL(link ?? '').protocol).toBe('https:');
  });

  test('is the address that came with the parcel, where there is one', () => {
    const trackingUrl = 'https://track.example.com/p/1';
    expect(trackingLink({ carrier: 'brt', trackingNumber: '1', trackingUrl })).toBe(trackingUrl);
    expect(trackingLink({ ...parcel, trackingUrl })).toBe(trackingUrl);
  });

  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['ftp://example.com/x'],
    ['//example.com/x'],
    ['track.example.com/1'],
    ['https://'],
    [''],
  ])('is never %j', (trackingUrl) => {
    expect(trackingLink({ ...parcel, carrier: 'Zio Piero', trackingNumber: '1', trackingUrl })).toBeNull();
    expect(trackingLink({ carrier: 'ups', trackingNumber: '1', trackingUrl })).toContain('ups.com');
  });

  test('is unknown without a number, or with a carrier whose page is not known', () => {
    expect(trackingLink({ ...parcel, carrier: 'dhl' })).toBeNull();
    expect(trackingLink({ ...parcel, carrier: 'dhl', trackingNumber: '  ' })).toBeNull();
    expect(trackingLink({ ...parcel, trackingNumber: '1' })).toBeNull();
    expect(trackingLink({ ...parcel, carrier: 'Zio Piero', trackingNumber: '1' })).toBeNull();
  });
});
