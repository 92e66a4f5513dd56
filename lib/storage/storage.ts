import { env } from '../env';
import { bucketStorage } from './bucket';
import { folderStorage } from './folder';
import type { Storage } from './stored-file';

let current: Storage | undefined;

/** The storage of this shop: a bucket where one is set, else the folder. */
export function storage(): Storage {
  const { bucket, storageDir } = env();
  current ??= bucket ? bucketStorage(bucket) : folderStorage(storageDir);
  return current;
}
