/** The package brings no types. */
declare module 'subset-font' {
  /** @returns the font cut down to the characters of the text. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { readonly targetFormat: 'woff2' },
  ): Promise<Uint8Array>;
}
