/** What the process was told; each command reads its own part of it, and nobody else does. */
export const environment = (): NodeJS.ProcessEnv => process.env;
