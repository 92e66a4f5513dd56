/** A file as it lies there: what is told of it belongs to what is read from it. */
export interface StoredFile {
  /** Bytes of the whole file. */
  size: number;
  /** Differs whenever the content does; quoted, as the `ETag` header has it. */
  etag: string;
  /**
   * Opens the bytes of the file, or of a part of it; cancelling the stream frees what it holds. Once only.
   *
   * @param range first and last byte, both included, both inside the file
   * @throws {StorageError}
   */
  read(range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** Lets go of a file that was not read; after reading it does nothing. */
  close(): Promise<void>;
}

/** Where the files that buyers download lie. */
export interface Storage {
  /**
   * Opens a file for reading.
   *
   * @param file its path as the database has it; no name leads outside the storage
   * @returns null where there is no such file
   * @throws {StorageError}
   */
  open(file: string): Promise<StoredFile | null>;
}

/** The files cannot be reached: nothing is known of the one that was asked for. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
