import { ApiError } from '../errors';
import type { World } from '../world';
import { findById } from './expand';

/** What a live key is told about a test object, which is all there is here; null where the address names none. */
export function otherMode(world: World, path: string): ApiError | null {
  for (const id of path.split('/').slice(3)) {
    const found = findById(world, '', id);
    if (found && 'object' in found) return crossed(String(found.object), id, 'test', 'live');
  }
  return null;
}

/** What a test key is told about an object that, by its ID, is a live one. */
export function liveObject(kind: string, id: string): ApiError | null {
  return /^[a-z]+_live_/.test(id) ? crossed(kind, id, 'live', 'test') : null;
}

function crossed(kind: string, id: string, lies: 'live' | 'test', used: 'live' | 'test'): ApiError {
  const message = `No such ${kind}: '${id}'; a similar object exists in ${lies} mode, but a ${used} mode key was used to make this request.`;
  const param = kind === 'checkout.session' ? 'session' : 'id';
  return new ApiError(404, message, { code: 'resource_missing', param });
}
