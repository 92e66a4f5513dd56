import { afterEach, describe, expect, it } from 'vitest';
import { useSandbox } from './support';

const sandbox = useSandbox();
const current = () => sandbox.engine.faults.current();

afterEach(() => sandbox.engine.faults.clear());

describe('the faults page', () => {
  it.each([
    ['webhooks/drop', {}, { do: 'drop' }],
    [
      'webhooks/drop',
      { share: '30', types: 'checkout.*, charge.refunded', nth: '1 3', attempts: '1' },
      { do: 'drop', chance: 0.3, types: ['checkout.*', 'charge.refunded'], nth: [1, 3], attempts: [1] },
    ],
    ['webhooks/duplicate', { copies: '2', ms: '50' }, { do: 'duplicate', copies: 2, ms: 50 }],
    ['webhooks/twin', {}, { do: 'twin' }],
    ['webhooks/delay', { ms: '2000' }, { do: 'delay', ms: 2000 }],
    ['webhooks/gather', { ms: '500', order: 'reversed' }, { do: 'gather', ms: 500, order: 'reversed' }],
    ['webhooks/previous_secret', {}, { do: 'previous_secret' }],
    ['webhooks/tamper', { part: 'timestamp' }, { do: 'tamper', part: 'timestamp' }],
    ['api/slow', { ms: '3000', methods: 'post' }, { do: 'slow', ms: 3000, methods: ['POST'] }],
    ['api/fail', { status: '503', work: 'after' }, { do: 'fail', status: 503, work: 'after' }],
    ['api/cut', { paths: '/v1/checkout' }, { do: 'cut', paths: ['/v1/checkout'] }],
  ])('turns on %s %j', async (path, form, rule) => {
    const html = await sandbox.press(`/faults/${path}`, { share: '100', ...form, turn: 'on' });
    expect(html).toContain('is on.');
    expect(html).toContain('1 in force');
    const { webhooks, api } = current();
    expect([...webhooks, ...api]).toMatchObject([rule]);
  });

  it('shows what is in force, whoever set it, and changes one rule without touching the others', async () => {
    sandbox.engine.faults.set({
      webhooks: [
        { do: 'delay', ms: 700, types: ['invoice.*'] },
        { do: 'drop', chance: 0.25 },
      ],
    });
    expect((await sandbox.page('/')).html).toContain('2 rules are in force.');
    const { html } = await sandbox.page('/faults');
    expect(html).toContain('2 in force');
    expect(html).toMatch(/id="delay-ms"[^>]*value="700"/);
    expect(html).toMatch(/id="delay-types"[^>]*value="invoice\.\*"/);
    expect(html).toMatch(/id="drop-share"[^>]*value="25"/);
    await sandbox.press('/faults/webhooks/delay', { share: '100', ms: '900', turn: 'on' });
    expect(current().webhooks).toEqual([
      { do: 'delay', ms: 900 },
      { do: 'drop', chance: 0.25 },
    ]);
    await sandbox.press('/faults/webhooks/drop', { turn: 'off' });
    expect(current().webhooks).toEqual([{ do: 'delay', ms: 900 }]);
  });

  it('limits requests, and lifts the limit', async () => {
    await sandbox.press('/faults/rate-limit', { perSecond: '25', reason: 'endpoint-rate', turn: 'on' });
    expect(current().rateLimit).toEqual({ perSecond: 25, reason: 'endpoint-rate' });
    await sandbox.press('/faults/rate-limit', { turn: 'off' });
    expect(current().rateLimit).toBeNull();
  });

  it.each([
    ['webhooks/delay', { share: '100', ms: 'soon', turn: 'on' }, '“soon” is not a number'],
    ['webhooks/drop', { share: '300', turn: 'on' }, 'role="alert"'],
    ['api/fail', { share: '100', status: '200', turn: 'on' }, 'role="alert"'],
    ['webhooks/earthquake', { turn: 'on' }, 'role="alert"'],
    ['seed', { seed: 'x' }, '“x” is not a number'],
    ['clock/advance', { by: '-1' }, 'forward only'],
    ['clock/speed', { multiple: '0' }, 'above 0'],
  ])('says what is wrong with %s %j, and changes nothing', async (path, form, words) => {
    expect(await sandbox.press(`/faults/${path}`, form)).toContain(words);
    expect(current()).toMatchObject({ webhooks: [], api: [], rateLimit: null });
  });

  it('sets the seed', async () => {
    expect(await sandbox.press('/faults/seed', { seed: '42' })).toContain('The seed is 42.');
    expect(current().seed).toBe(42);
  });

  it('is no faults after one press', async () => {
    sandbox.engine.faults.set({
      webhooks: [{ do: 'drop' }],
      api: [{ do: 'cut' }],
      rateLimit: { perSecond: 1 },
    });
    const html = await sandbox.press('/faults/clear');
    expect(html).toContain('<span class="pill good">No faults</span>');
    expect(current()).toMatchObject({ webhooks: [], api: [], rateLimit: null });
  });

  it('moves the clock on, past the end of an open session', async () => {
    const { id } = await sandbox.session();
    const before = sandbox.engine.faults.clock.now();
    expect(await sandbox.press('/faults/clock/advance', { by: '86400000' })).toContain('moved on');
    expect(sandbox.engine.faults.clock.now() - before).toBeGreaterThanOrEqual(86_400_000);
    await sandbox.press('/faults/clock/advance', { by: '3600000' });
    expect(sandbox.engine.checkout.view(id)?.session.status).toBe('expired');
    expect(await sandbox.press('/faults/clock/speed', { multiple: '60' })).toContain('60 times as fast');
  });
});
