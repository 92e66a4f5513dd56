import { expect, it } from 'vitest';
import { learnByHand } from '../../bench/by-hand';
import type { Contents, Row, Table } from '../../bench/tables';

const column = (name: string, type: string, numbered = false) => ({ name, type, numbered });
const tables: Table[] = [
  {
    name: 'public.line',
    columns: [column('id', 'uuid'), column('order_id', 'uuid'), column('quantity', 'integer')],
    primaryKey: ['id'],
    unique: [['id']],
    refersTo: ['public.orders'],
  },
  {
    name: 'public.orders',
    columns: [
      column('id', 'uuid'),
      column('session_id', 'text'),
      column('number', 'integer'),
      column('mail', 'text'),
    ],
    primaryKey: ['id'],
    unique: [['id'], ['session_id'], ['number'], ['mail']],
    refersTo: [],
  },
  {
    name: 'public.stock',
    columns: [column('product', 'text'), column('held', 'integer'), column('sold', 'integer')],
    primaryKey: ['product'],
    unique: [['product']],
    refersTo: [],
  },
  {
    name: 'public.note',
    columns: [column('id', 'bigint', true), column('order_id', 'uuid')],
    primaryKey: ['id'],
    unique: [['id']],
    refersTo: ['public.orders'],
  },
];
const orderId = '01890000-0000-7000-8000-000000000001';
const lineId = '01890000-0000-7000-8000-000000000002';
const order = {
  sessionId: 'cs_test_one',
  checkoutId: '01890000-0000-7000-8000-000000000003',
  email: 'a@b.c',
};

const contents = (rows: Record<string, Row[]>): Contents =>
  new Map(
    tables.map(({ name, primaryKey }) => [
      name,
      new Map((rows[name] ?? []).map((row) => [JSON.stringify(primaryKey.map((key) => row[key])), row])),
    ]),
  );

const before = contents({ 'public.stock': [{ product: 'bowl', held: '5', sold: '2' }] });
const after = contents({
  'public.stock': [{ product: 'bowl', held: '4', sold: '3' }],
  'public.orders': [{ id: orderId, session_id: order.sessionId, number: '1001', mail: `receipt:${orderId}` }],
  'public.line': [{ id: lineId, order_id: orderId, quantity: '1' }],
  'public.note': [{ id: '7', order_id: orderId }],
});
const learnt = learnByHand(tables, before, after, order, new Map());
const tokenOf = (kind: string, was?: string) =>
  learnt.tokens.findIndex((token) => token.kind === kind && (was === undefined || token.was === was));

it('writes a row after the rows it refers to, and what all orders share at the end', () => {
  expect(learnt.statements.map(({ table }) => table)).toEqual([
    'public.orders',
    'public.line',
    'public.note',
    'public.stock',
  ]);
});

it('gives every order IDs of its own, also inside of other texts', () => {
  const id = tokenOf('uuid', orderId);
  expect(learnt.statements[0]?.values).toEqual([
    [id],
    [tokenOf('sessionId')],
    [tokenOf('number')],
    ['receipt:', id],
  ]);
  expect(learnt.statements[1]?.values).toEqual([[tokenOf('uuid', lineId)], [id], ['1']]);
});

it('leaves numbers that the database gives to the database', () => {
  expect(learnt.statements[2]?.text).toBe('INSERT INTO public.note ("order_id") VALUES ($1::uuid)');
});

it('changes an amount by what it changed by', () => {
  expect(learnt.statements[3]?.text).toContain('"held" = old."held" + new."v_held"');
  expect(learnt.statements[3]?.values).toEqual([['bowl'], ['-1'], ['1']]);
});

it('refuses an order that deletes what was there', () => {
  expect(() => learnByHand(tables, before, contents({}), order, new Map())).toThrow('took the row');
});
