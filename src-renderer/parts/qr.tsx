/** A QR code as one SVG path. */
import { encode } from 'uqr';

/** Modules of white around it that a reader needs (ISO/IEC 18004). */
const quiet = 4;

export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('');
  const side = size + 2 * quiet;
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="qr-paper" width={side} height={side} />
      <path className="qr-ink" d={path} />
    </svg>
  );
}
