import type { Appearance } from '@stripe/stripe-js';

/** The colour a token stands for here and now: Stripe's frame knows neither our names nor our theme. */
function resolved(token: string, probe: HTMLElement): string {
  probe.style.color = `var(--${token})`;
  return getComputedStyle(probe).color;
}

/** Our looks for Stripe's fields, in the theme the page has now. */
export function stripeAppearance(): Appearance {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (token: string) => resolved(token, probe);
  const variables = {
    colorPrimary: colour('focus'),
    colorBackground: colour('surface'),
    colorText: colour('ink'),
    colorTextSecondary: colour('muted'),
    colorTextPlaceholder: colour('muted'),
    colorDanger: colour('danger'),
    fontFamily: 'system-ui, sans-serif',
    fontSizeBase: '16px',
    borderRadius: '8px',
    spacingUnit: '4px',
  };
  const border = `1px solid ${colour('edge')}`;
  probe.remove();
  return { theme: 'flat', variables, rules: { '.Input': { border, boxShadow: 'none' } } };
}
