import type { Locale } from './locales';
import type { Messages } from './messages';

// Makes `useTranslations` and `getTranslations` check their keys. https://next-intl.dev/docs/workflows/typescript
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
