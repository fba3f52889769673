/** A card in outline, the line that is asked for under the lamp: for whoever looks for it on their own. */
export function IdCardPicture({ asked }: { readonly asked: 'name' | 'number' | 'nothing' }) {
  return (
    <svg className="id-card" viewBox="0 0 171 108" aria-hidden="true">
      <rect className="id-card-face" x="1" y="1" width="169" height="106" rx="7" />
      <path className="id-card-line" d="M14 18h10M14 34h10M44 34h10M14 48h10M14 62h10" />
      <path className="id-card-text" d="M30 34h8M60 34h10M30 48h34M30 62h58M30 72h44" />
      <rect className="id-card-photo" x="116" y="14" width="42" height="58" rx="3" />
      <path className="id-card-person" d="M137 30a9 9 0 1 1-.1 0ZM121 70c1-12 8-18 16-18s15 6 16 18" />
      <path className="id-card-line" d="M14 92h24" />
      <rect
        className={asked === 'name' ? 'id-card-asked' : 'id-card-blank'}
        x="27"
        y="11"
        width="42"
        height="14"
        rx="3"
      />
      <path className="id-card-strong" d="M32 18h26" />
      <rect
        className={asked === 'number' ? 'id-card-asked' : 'id-card-blank'}
        x="48"
        y="84"
        width="112"
        height="16"
        rx="3"
      />
      <path className="id-card-strong" d="M54 92h18M77 92h24M106 92h24M135 92h18" />
      {asked === 'nothing' && <path className="id-card-tick" d="M143 78a15 15 0 1 1-.1 0m-7 15 5 5 10-11" />}
    </svg>
  );
}
