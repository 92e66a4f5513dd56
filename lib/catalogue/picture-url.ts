import { env } from '../env';

/** `upright` is the picture as it is drawn; `wide` is its middle, for previews of shared links. */
export type PictureShape = 'upright' | 'wide';

/** Where a product's picture is as a JPEG: Stripe's pages and link previews show no SVG. */
export const pictureUrl = (slug: string, shape: PictureShape): string =>
  `${env().appUrl}/pictures/${slug}${shape === 'wide' ? '-wide' : ''}.jpg`;
