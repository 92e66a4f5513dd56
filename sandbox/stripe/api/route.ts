import type { World } from '../world';
import { list, type Params, type Raw, readShape, type Shape, text } from './params';

export type Method = 'DELETE' | 'GET' | 'POST';

/** One endpoint of the API: where it is, what it takes, what it does. */
export interface Route {
  method: Method;
  /** With `:id` where an ID stands. */
  path: string;
  /** Reads and checks the parameters; what it returns does the work. */
  prepare(raw: { [key: string]: Raw }): { expand: string[]; act(world: World, id: string): object };
}

/**
 * Ties a schema to its handler, so that a handler sees only what the schema has read and checked.
 *
 * @param act Gets the parameters and the ID of the path ('' where there is none); returns the object to answer with.
 */
export function route<S extends Shape>(
  method: Method,
  path: string,
  shape: S,
  act: (world: World, params: Params<S>, id: string) => object,
): Route {
  const paths = list(text());
  return {
    method,
    path,
    prepare({ expand, ...raw }) {
      const params = readShape(shape, raw);
      return {
        expand: expand === undefined ? [] : paths.read(expand, 'expand'),
        act: (world, id) => act(world, params, id),
      };
    },
  };
}
