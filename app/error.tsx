'use client';

import { PageFailed } from './ui/page-failed';

/** The frame of the page failed itself, so that this stands alone. */
export default function RootError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="content">
      <PageFailed retry={retry} />
    </main>
  );
}
