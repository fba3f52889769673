/** The hall's clock. */
import { useEffect, useState } from 'react';
import { clockOf, hallTime } from './hall-time.ts';
import { useScreen } from './screen.tsx';

/** China Standard Time, until the terminal has told its own. */
const offsetUntold = 480;

/** The hall's local time YYYY-MM-DDTHH:mm; renders anew when the minute changes. */
export function useHallTime(): string {
  const offset = useScreen().terminal?.utcOffsetMinutes ?? offsetUntold;
  const [time, setTime] = useState(() => hallTime(Date.now(), offset));
  useEffect(() => {
    const update = () => setTime(hallTime(Date.now(), offset));
    update();
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  }, [offset]);
  return time;
}

export function Clock() {
  const time = useHallTime();
  return (
    <time className="clock" dateTime={time}>
      {clockOf(time)}
    </time>
  );
}
