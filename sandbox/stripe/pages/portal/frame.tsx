/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Badge, Shell, StandIn } from '../checkout/page';
import { Icon } from '../icons';
import type { PortalFacts } from './facts';

/** What every page of the portal has around it: whose it is, and the way back to the shop. */
export const Frame = ({ facts, children }: { facts: PortalFacts; children: Child }) => {
  const { shop, speech, view, words } = facts;
  const back = view.session.return_url;
  return (
    <Shell speech={speech} title={words.title(shop)} kind="hosted">
      <div class="columns portal">
        <section class="aside" aria-label={shop}>
          <div class="inner">
            <header class="top">
              {back ? (
                <a class="back" href={back}>
                  <Icon name="back" />
                  <span>{speech.t.backTo(shop)}</span>
                </a>
              ) : (
                <span class="back">{shop}</span>
              )}
              <Badge speech={speech} />
            </header>
            <p class="headline">{words.lead(shop)}</p>
          </div>
        </section>
        <main class="main">
          <div class="inner">
            {children}
            <StandIn speech={speech} />
          </div>
        </main>
      </div>
    </Shell>
  );
};
