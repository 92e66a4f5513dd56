'use client';

import { PageFailed } from '@/app/ui/page-failed';

/** A page of the shop failed; header and footer stand. https://nextjs.org/docs/app/api-reference/file-conventions/error */
export default function ShopError({ retry }: { error: unknown; retry: () => void }) {
  return <PageFailed retry={retry} />;
}
