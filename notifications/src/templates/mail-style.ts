const font = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;';

/** Marquee's paper, ink and bulb amber, as mail programs understand them: on each element. */
export const mailStyle = {
  body: `margin:0;padding:0;background:#faf5ec;${font}`,
  // Read by programs that show a line of the mail in their list, and by nobody else.
  preview: 'display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#faf5ec',
  page: 'background:#faf5ec',
  sheet: 'max-width:560px;background:#fffdf8;border:1px solid #dfd4c2;border-radius:14px',
  inside: `padding:32px 28px;color:#1d1610;${font}`,
  brand: 'margin:0 0 24px;font-size:16px;line-height:24px;font-weight:bold',
  brandLink: 'color:#1d1610;text-decoration:none',
  heading: 'margin:0 0 16px;font-size:26px;line-height:32px;font-weight:bold;color:#1d1610',
  paragraph: 'margin:0 0 16px;font-size:16px;line-height:24px;color:#1d1610',
  rows: 'margin:8px 0 20px;border-top:1px solid #dfd4c2',
  name: 'padding:8px 12px 8px 0;border-bottom:1px solid #dfd4c2;font-size:15px;line-height:22px;',
  value: 'padding:8px 0;border-bottom:1px solid #dfd4c2;font-size:15px;line-height:22px;',
  strong: 'font-weight:bold;',
  button: 'background:#ffb224;border:1px solid #1d1610;border-radius:8px',
  buttonLink: `display:inline-block;padding:14px 24px;font-size:16px;line-height:20px;font-weight:bold;color:#1d1610;text-decoration:none;${font}`,
  small: 'margin:24px 0 0;font-size:13px;line-height:20px;color:#5f5446',
} as const;
