/** Something about the machine that the person at it can mend: the message says how, and no stack is shown. */
export class SetupProblem extends Error {
  override name = 'SetupProblem';
}

/** Tells the person at the terminal; the standard output stays free for results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Gives a function that takes the amount done so far and says the percentage, a line for each tenth of `total`. */
export function progress(what: string, total: number): (done: number) => void {
  let shown = -10;
  return (done) => {
    const percent = Math.min(100, Math.floor((done / total) * 10) * 10);
    if (!(percent >= shown + 10)) return;
    shown = percent;
    say(`${what}: ${percent} %`);
  };
}

/** Runs a script to its exit code; a set-up problem is printed without a stack and ends with 1. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupProblem || isWrongArgument(error))) throw error;
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** What `parseArgs` of node:util throws for an option that is not known or has no value. */
function isWrongArgument(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
