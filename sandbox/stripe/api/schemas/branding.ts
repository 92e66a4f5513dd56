import { emptyable, obj, oneOf, required, text } from '../params';

const picture = obj({ file: text(), type: required(oneOf('file', 'url')), url: text() });

const FONTS = [
  ...['be_vietnam_pro', 'bitter', 'chakra_petch', 'default', 'hahmlet', 'inconsolata', 'inter', 'lato'],
  ...[
    'lora',
    'm_plus_1_code',
    'montserrat',
    'noto_sans',
    'noto_sans_jp',
    'noto_serif',
    'nunito',
    'open_sans',
  ],
  ...['pridi', 'pt_sans', 'pt_serif', 'raleway', 'roboto', 'roboto_slab', 'source_sans_pro'],
  ...['titillium_web', 'ubuntu_mono', 'zen_maru_gothic'],
];

/** https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-branding_settings */
export const brandingSettings = obj({
  background_color: emptyable(text()),
  border_style: emptyable(oneOf('pill', 'rectangular', 'rounded')),
  button_color: emptyable(text()),
  display_name: text(),
  font_family: emptyable(oneOf(...FONTS)),
  icon: picture,
  logo: picture,
});
