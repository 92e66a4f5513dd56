import { expect, it } from 'vitest';
import { definitions, figuresOf, medianOf } from '../../bench/figures';

it('takes the middle of the rounds, value by value', () => {
  expect(
    medianOf([
      { rate: 3, p99: 10 },
      { rate: 1, p99: 30 },
      { rate: 2, p99: 20 },
    ]),
  ).toEqual({ rate: 2, p99: 20 });
});

const floor = { rate: 1000, p50: 10, p99: 20, refused: 0 };

it.each([
  { rate: 900, p99: 30, ratio: 0.9, met: true },
  { rate: 800, p99: 30, ratio: 0.8, met: false },
  { rate: 900, p99: 31, ratio: 0.9, met: false },
])('says whether the goal is met: $rate answers a second, p99 $p99 ms', ({ rate, p99, ratio, met }) => {
  const [figure] = figuresOf(['webhook.off'], [{ floor, off: { rate, p50: 11, p99, refused: 0 } }]);
  expect(figure).toMatchObject({ met, seen: { ratio } });
});

it('compares what one round has measured, and takes the middle of that', () => {
  const rounds = [
    { hand: { rate: 100 }, single: { rate: 50 } },
    { hand: { rate: 400 }, single: { rate: 200 } },
    { hand: { rate: 200 }, single: { rate: 20 } },
  ];
  expect(figuresOf(['fulfill.single'], rounds)[0]?.seen).toEqual({ value: 50, against: 200, ratio: 0.5 });
});

it('leaves out a figure for which something was not measured', () => {
  const rounds = [{ hand: { rate: 200 }, single: { rate: 20 } }];
  expect(figuresOf(Object.keys(definitions), rounds)).toMatchObject([{ key: 'fulfill.single', met: false }]);
});
