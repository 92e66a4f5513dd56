import { open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { type Storage, StorageError, type StoredFile } from './stored-file';

/** The storage that is a folder of this machine, or one that is mounted there. */
export function folderStorage(dir: string): Storage {
  return { open: (file) => openInside(dir, file) };
}

/**
 * Opens a file of the folder. The name comes from the database only, and even so nothing outside the folder can be
 * reached: neither by `..`, nor by an absolute path, nor through a symbolic link.
 */
async function openInside(dir: string, file: string): Promise<StoredFile | null> {
  try {
    const folder = await realpath(dir);
    const path = await realpath(resolve(folder, file));
    const inside = relative(folder, path);
    if (inside === '' || inside.split(sep)[0] === '..' || isAbsolute(inside)) return null;
    const handle = await open(path, 'r');
    const { size, mtimeMs, isFile } = await statOf(handle);
    if (!isFile) {
      await handle.close();
      return null;
    }
    let reading = false;
    return {
      size,
      etag: `"${size.toString(36)}-${Math.round(mtimeMs * 1000).toString(36)}"`,
      async read(range) {
        reading = true;
        const { start, end } = range ?? { start: 0, end: size - 1 };
        if (end < start) {
          await handle.close();
          return new Blob([]).stream();
        }
        // The stream closes the file at its end, and when it is cancelled.
        return Readable.toWeb(handle.createReadStream({ start, end })) as ReadableStream<
          Uint8Array<ArrayBuffer>
        >;
      },
      async close() {
        if (!reading) await handle.close();
      },
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw new StorageError(`${file}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function statOf(handle: Awaited<ReturnType<typeof open>>) {
  const stat = await handle.stat();
  return { size: stat.size, mtimeMs: stat.mtimeMs, isFile: stat.isFile() };
}
