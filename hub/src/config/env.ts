/** The only reader of the process's environment. */
export function environment(): NodeJS.ProcessEnv {
  return process.env;
}
