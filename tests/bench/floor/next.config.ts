import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  distDir: '../../../.data/bench/floor',
  turbopack: { root: join(import.meta.dirname, '../../..') },
};

export default config;
