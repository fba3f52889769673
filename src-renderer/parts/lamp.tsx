/** The lamp that never goes out (长明灯): the sign of the house, and a comfort at night. */
export function Lamp({ size }: { readonly size: 'small' | 'large' }) {
  return <span className={`lamp lamp-${size}`} aria-hidden="true" />;
}
