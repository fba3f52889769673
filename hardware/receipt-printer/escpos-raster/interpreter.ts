/** ESC/POS as a printer reads it: bytes to operations, one byte after the other. Knows no paper and no line. */

/** What waits in the printer until its turn has come. */
export type Operation =
  | { readonly kind: 'initialise' }
  /** One row of a raster picture, as many bytes as were sent. */
  | { readonly kind: 'row'; readonly bits: Uint8Array }
  /** In vertical motion units. */
  | { readonly kind: 'feed'; readonly units: number }
  | { readonly kind: 'feedLines'; readonly lines: number }
  /** Undefined: the default. */
  | { readonly kind: 'lineSpacing'; readonly units: number | undefined }
  | { readonly kind: 'align'; readonly to: 'left' | 'centre' | 'right' }
  /** Vertical units per inch; 0: the default. */
  | { readonly kind: 'motionUnits'; readonly perInch: number }
  /** `feedUnits` beyond the blade; undefined: cuts where the paper is. */
  | { readonly kind: 'cut'; readonly how: 'full' | 'partial'; readonly feedUnits: number | undefined }
  | { readonly kind: 'printComplete'; readonly id: Uint8Array }
  | { readonly kind: 'tellSensor'; readonly which: number }
  | { readonly kind: 'autoStatus'; readonly wanted: number }
  | { readonly kind: 'character' };

/** What is carried out when it arrives, whatever waits. */
export type RealTime =
  | { readonly kind: 'status'; readonly topic: number }
  | { readonly kind: 'recover'; readonly clearing: boolean }
  | { readonly kind: 'clear' };

interface Output {
  operation(operation: Operation): void;
  realTime(request: RealTime): void;
  /** A command that this interpreter does not know, with as much of it as tells which. */
  unknown(command: readonly number[]): void;
}

interface InterpreterOptions {
  /**
   * Epson carries out DLE EOT also where raster data happens to contain it, and prints the data all the same
   * (TM-T90 specification, DLE DC4); other makers take raster data for data.
   */
  readonly realTimeInData: boolean;
}

/** Waits for one byte. */
type Step<T = void> = Generator<undefined, T, number>;

const DLE = 0x10;
const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;

/** @returns takes the next byte; holds its place in a command between calls, as a printer does between connections */
export function interpreter(output: Output, options: InterpreterOptions): (byte: number) => void {
  const reading = commands(output, options);
  reading.next();
  return (byte) => {
    reading.next(byte);
  };
}

function* commands(output: Output, options: InterpreterOptions): Step<never> {
  for (;;) {
    const byte = yield;
    if (byte === DLE) yield* realTimeCommand(output);
    else if (byte === ESC) yield* escCommand(output);
    else if (byte === GS) yield* gsCommand(output, options);
    else if (byte === LF) output.operation({ kind: 'feedLines', lines: 1 });
    // Other control characters, NUL and CR among them, do nothing in standard mode.
    else if (byte >= 0x20) output.operation({ kind: 'character' });
  }
}

function* realTimeCommand(output: Output): Step {
  const command = yield;
  const kind = yield;
  if (command === 0x04) return output.realTime({ kind: 'status', topic: kind });
  if (command === 0x05) return output.realTime({ kind: 'recover', clearing: kind === 2 });
  const rest = command === 0x14 && kind === 8 ? yield* take(7) : [];
  if (rest.join() === '1,3,20,1,6,2,8') output.realTime({ kind: 'clear' });
  else output.unknown([DLE, command, kind, ...rest]);
}

function* escCommand(output: Output): Step {
  const command = yield;
  switch (command) {
    case 0x40:
      return output.operation({ kind: 'initialise' });
    case 0x4a:
      return output.operation({ kind: 'feed', units: yield });
    case 0x64:
      return output.operation({ kind: 'feedLines', lines: yield });
    case 0x32:
      return output.operation({ kind: 'lineSpacing', units: undefined });
    case 0x33:
      return output.operation({ kind: 'lineSpacing', units: yield });
    case 0x61: {
      const where = yield;
      const to = (['left', 'centre', 'right'] as const)[where % 0x30];
      return to === undefined ? output.unknown([ESC, command, where]) : output.operation({ kind: 'align', to });
    }
    default:
      return output.unknown([ESC, command]);
  }
}

function* gsCommand(output: Output, options: InterpreterOptions): Step {
  const command = yield;
  switch (command) {
    case 0x76:
      return yield* rasterCommand(output, options);
    case 0x56:
      return yield* cutCommand(output);
    case 0x28:
      return yield* sizedCommand(output);
    case 0x50:
      yield;
      return output.operation({ kind: 'motionUnits', perInch: yield });
    case 0x72:
      return output.operation({ kind: 'tellSensor', which: yield });
    case 0x61:
      return output.operation({ kind: 'autoStatus', wanted: yield });
    default:
      return output.unknown([GS, command]);
  }
}

/** GS v 0, normal size; a doubled picture is read and not printed. Rows go to the print buffer as they come in. */
function* rasterCommand(output: Output, options: InterpreterOptions): Step {
  const [zero = 0, mode = 0, ...size] = yield* take(6);
  const [xL = 0, xH = 0, yL = 0, yH = 0] = size;
  const normal = zero === 0x30 && (mode === 0 || mode === 0x30);
  if (!normal) output.unknown([GS, 0x76, zero, mode]);
  const widthBytes = xL + 256 * xH;
  let before = [0, 0];
  for (let row = 0; row < yL + 256 * yH; row++) {
    const bits = new Uint8Array(widthBytes);
    for (let at = 0; at < widthBytes; at++) {
      const byte = yield;
      bits[at] = byte;
      const isQuestion = before[0] === DLE && before[1] === 0x04 && byte >= 1 && byte <= 4;
      if (options.realTimeInData && isQuestion) output.realTime({ kind: 'status', topic: byte });
      before = [before[1] ?? 0, byte];
    }
    if (normal) output.operation({ kind: 'row', bits });
  }
}

const cuts = new Map<number, 'full' | 'partial'>([
  [0x00, 'full'],
  [0x30, 'full'],
  [0x41, 'full'],
  [0x01, 'partial'],
  [0x31, 'partial'],
  [0x42, 'partial'],
]);

/** GS V; 65 and 66 feed to the blade first. */
function* cutCommand(output: Output): Step {
  const mode = yield;
  const how = cuts.get(mode);
  if (how === undefined) return output.unknown([GS, 0x56, mode]);
  const feedUnits = mode === 0x41 || mode === 0x42 ? yield : undefined;
  return output.operation({ kind: 'cut', how, feedUnits });
}

/** GS ( x pL pH …: its length is known even where its meaning is not. */
function* sizedCommand(output: Output): Step {
  const [letter = 0, pL = 0, pH = 0] = yield* take(3);
  const parameters = yield* take(pL + 256 * pH);
  const isPrintComplete = letter === 0x48 && parameters.length === 6 && parameters[0] === 0x30;
  if (isPrintComplete) output.operation({ kind: 'printComplete', id: Uint8Array.from(parameters.slice(2)) });
  else output.unknown([GS, 0x28, letter, parameters[0] ?? 0]);
}

function* take(count: number): Step<number[]> {
  const bytes: number[] = [];
  while (bytes.length < count) bytes.push(yield);
  return bytes;
}
