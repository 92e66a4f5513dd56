import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A port that belongs to this process, whether something of it listens there or not. */
export interface HeldPort {
  readonly port: number;
  /** Frees it for a server of this process, which listens there next. */
  lend(): Promise<void>;
  /** Takes it again once that server has closed. */
  takeBack(): Promise<void>;
}

/** Takes a free port. While it is not lent, whoever connects is hung up on at once. */
export async function holdPort(): Promise<HeldPort> {
  const keeper = createServer((socket) => socket.destroy());
  keeper.unref();
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      keeper.once('error', reject);
      keeper.listen(port, '127.0.0.1', () => {
        keeper.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = keeper.address() as AddressInfo;
  return {
    port,
    lend: () => new Promise<void>((resolve) => keeper.close(() => resolve())),
    takeBack: () => listen(port),
  };
}
