export { type SeedOptions, seedDemo } from './seed-demo.js';
export { signInDemoUsers } from './sign-in-demo.js';
