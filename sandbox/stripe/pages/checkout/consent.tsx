/** @jsxImportSource hono/jsx */
import type { PageFacts } from './facts';
import { FieldError } from './field';

/** What the shopper has to agree to, or may. https://docs.stripe.com/payments/checkout/custom-components */
export const Consent = ({ facts }: { facts: PageFacts }) => {
  const { session, speech, shop } = facts;
  const { t } = speech;
  const asked = session.consent_collection;
  const terms = asked?.terms_of_service === 'required';
  const news = asked?.promotions === 'auto';
  if (!terms && !news) return null;
  const words = session.custom_text.terms_of_service_acceptance?.message ?? t.agreeToTerms(shop);
  return (
    <div class="inputs">
      {news && (
        <div class="tick">
          <input type="checkbox" id="promotions" name="promotions" />
          <label for="promotions">{t.agreeToNews(shop)}</label>
        </div>
      )}
      {terms && (
        <div class="field" data-field="termsOfService">
          <div class="tick">
            <input
              type="checkbox"
              id="termsOfService"
              name="termsOfService"
              required
              aria-describedby="termsOfService-error"
            />
            <label for="termsOfService">
              <Linked words={words} />
            </label>
          </div>
          <FieldError name="termsOfService" />
        </div>
      )}
    </div>
  );
};

/** Text in which `[words](https://…)` is a link, the one piece of Markdown a shop may use there. */
export const Linked = ({ words }: { words: string }) => (
  <>
    {words.split(/(\[[^\]]+\]\(https?:\/\/[^\s)]+\))/).map((piece) => {
      const link = /^\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)$/.exec(piece);
      return link ? (
        <a key={piece} href={link[2]} target="_blank" rel="noreferrer">
          {link[1]}
        </a>
      ) : (
        piece
      );
    })}
  </>
);
