import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

/** Sent with every answer. Payment stays allowed: Stripe's frames ask for it themselves. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Content-Security-Policy', value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
];

const config: NextConfig = {
  poweredByHeader: false,
  // Titles come with the page, not after it: they need nothing that the page itself does not wait for.
  htmlLimitedBots: /.*/,
  // Next would write notes for coding agents into the project.
  agentRules: false,
  // `next dev` answers to localhost only, unless told.
  allowedDevOrigins: ['127.0.0.1'],
  // Loaded from node_modules at run time: they read files of their own or must exist once per process.
  serverExternalPackages: ['pg', 'pino', 'graphile-worker', 'nodemailer', 'sharp', '@prisma/adapter-pg'],
  async headers() {
    return [{ source: '/:path*', headers: securityHeaders }];
  },
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
