/** Tailwind 4 is configured by the tokens in `app/globals.css`. */
const config = { plugins: { '@tailwindcss/postcss': {} } };

export default config;
