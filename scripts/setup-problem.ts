/** Something about the machine that the person at it can mend: the message says how, and no stack is shown. */
export class SetupProblem extends Error {
  override name = 'SetupProblem';
}

/** Tells the person at the terminal; the standard output stays free for results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a script to its exit code; a set-up problem is printed without a stack and ends with 1. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}
