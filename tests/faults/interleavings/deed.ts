import fc from 'fast-check';
import type { Run } from './run';

/** One thing that somebody does: its name and what it needs to know, as plain data that can be printed and repeated. */
export type Step = [name: string, args: unknown];

/** A kind of step: how often it comes, what it may be told, and how it is done. */
export interface Deed {
  name: string;
  weight: number;
  args: fc.Arbitrary<unknown>;
  /** Nothing else can happen at the same time. */
  alone: boolean;
  /** @returns in a few words what came of it, for whoever reads a failure */
  act(run: Run, args: unknown): Promise<string>;
}

/** Ties what a deed is told to how it is drawn. */
export function deed<Args>(
  name: string,
  weight: number,
  args: { [Name in keyof Args]: fc.Arbitrary<Args[Name]> },
  act: (run: Run, args: Args) => Promise<string>,
  { alone = false } = {},
): Deed {
  return {
    ...{ name, weight, alone },
    args: fc.record(args, { noNullPrototype: true }),
    // A step's arguments were drawn from `args`, or are a drawn step written down and read again.
    act: (run, given) => act(run, given as Args),
  };
}

/** What a step says where there is nothing it could be done to. */
export const nothing = 'nothing there';
