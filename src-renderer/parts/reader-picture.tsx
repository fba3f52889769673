/** The card reader, and what to do with the card: a picture that moves with what the reader says. */
export type ReaderMood = 'waiting' | 'reading' | 'trouble';

/** Drawn in parallel projection: right is (1, 0.49) and (1, -0.49), the card is 85.6 by 54. */
export function ReaderPicture({ mood }: { readonly mood: ReaderMood }) {
  return (
    <svg className={`reader reader-${mood}`} viewBox="0 0 240 190" aria-hidden="true">
      <ellipse className="reader-shadow" cx="120" cy="150" rx="112" ry="36" />
      <path className="reader-side" d="M18 97 134 154 222 111v16l-88 43L18 113Z" />
      <path className="reader-top" d="M18 97 106 54l116 57-88 43Z" />
      <path className="reader-glow" d="M45 97.6 107 67.2 195 110.4 133 140.8Z" />
      <g className="reader-waves">
        <path d="M54 97.6 107 71.6 186 110.4 133 136.4Z" />
        <path d="M36 97.6 107 62.8 204 110.4 133 145.2Z" />
      </g>
      <g className="reader-card">
        <path className="reader-card-edge" d="M65 97.6 107 77 175 110.4 133 131v3L65 100.6Z" />
        <path className="reader-card-edge" d="M133 131 175 110.4v3L133 134Z" />
        <path className="reader-card-face" d="M65 97.6 107 77 175 110.4 133 131Z" />
        <path className="reader-card-photo" d="M133.5 112.4 148 105.3 162 112.2 147.5 119.3Z" />
        <path className="reader-card-line" d="M104 84.5 127 95.8M94 89.4 124 104.1M84 94.3 106 105.1M77 99 123 121.5" />
      </g>
      <g className="reader-arrow">
        <path d="M120 8v30m-11-11 11 11 11-11" />
      </g>
    </svg>
  );
}
