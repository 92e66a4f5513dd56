import { renderPicture } from '@/lib/catalogue/picture';
import type { PictureShape } from '@/lib/catalogue/picture-url';

/** `/pictures/brocca.jpg`, `/pictures/brocca-wide.jpg`: a product's picture where SVG is not understood. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ file: string }> },
): Promise<Response> {
  const match = /^([a-z0-9-]+?)(-wide)?\.jpg$/.exec((await params).file);
  const shape: PictureShape = match?.[2] ? 'wide' : 'upright';
  const picture = match?.[1] ? await renderPicture(match[1], shape) : null;
  if (!picture) return new Response('no such picture\n', { status: 404 });
  return new Response(new Uint8Array(picture), {
    headers: {
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
    },
  });
}
