/** Sizes on this screen are millimetres: `--mm` is how many CSS pixels one of them has here. */
import { useLayoutEffect } from 'react';

/** The screen that the design was drawn for, until the terminal has told its own. */
const diagonalInchesUntold = 21.5;
const millimetresPerInch = 25.4;

export function useMillimetre(diagonalInches: number = diagonalInchesUntold): void {
  useLayoutEffect(() => {
    const measure = () => {
      const diagonalPx = Math.hypot(window.innerWidth, window.innerHeight);
      const px = diagonalPx / (diagonalInches * millimetresPerInch);
      document.documentElement.style.setProperty('--mm', `${px.toFixed(4)}px`);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [diagonalInches]);
}
