/** The card reader, and what to do with the card: a picture that moves with what the reader says. */
export type ReaderMood = 'waiting' | 'reading' | 'trouble';

export function ReaderPicture({ mood }: { readonly mood: ReaderMood }) {
  return (
    <svg className={`reader reader-${mood}`} viewBox="0 0 240 170" aria-hidden="true">
      <path className="reader-side" d="M22 104 120 152 218 104v14L120 166 22 118Z" />
      <path className="reader-top" d="M22 104 120 56l98 48-98 48Z" />
      <path className="reader-field" d="M52 104 120 71l68 33-68 33Z" />
      <g className="reader-waves">
        <path d="M84 104 120 86.500l36 17.5-36 17.500Z" />
        <path d="M68 104 120 78.700l52 25.3-52 25.300Z" />
      </g>
      <g className="reader-card">
        <path className="reader-card-edge" d="M62 84 112 60l66 32-50 24Z" transform="translate(0 3)" />
        <path className="reader-card-face" d="M62 84 112 60l66 32-50 24Z" />
        <path className="reader-card-photo" d="M128 78.500l14-6.7 20 9.7-14 6.700Z" transform="translate(-2 8)" />
        <path className="reader-card-line" d="M84 84.500l26 12.600M91 81.200l20 9.700M77 87.800l30 14.5" />
      </g>
    </svg>
  );
}
