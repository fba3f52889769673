/** A box to sign in with a finger, a pen or a mouse. */
import './signature-pad.css';
import { type PointerEvent, useEffect, useRef } from 'react';
import { bend, extended, pathOf, pointAt, type Stroke, type Strokes, withStroke } from './strokes.ts';

interface SignaturePadProps {
  /** Held by the owner; an empty list clears the box. */
  readonly strokes: Strokes;
  /** Told at the end of each stroke. */
  readonly onChange: (strokes: Strokes) => void;
  /** What the box is for, in words: shown in it, and its accessible name. */
  readonly label: string;
}

type Drawing = { readonly pointerId: number; stroke: Stroke };

/** A pen of 1 mm in a box of 240 mm. It grows with the box, as the strokes do. */
const LINES_PER_WIDTH = 240;

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.lineWidth = canvas.clientWidth / LINES_PER_WIDTH;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  return pen;
}

function sizeOf(canvas: HTMLCanvasElement) {
  return { width: canvas.clientWidth, height: canvas.clientHeight };
}

/** Draws everything anew, at the box's present size and resolution. */
function repaint(canvas: HTMLCanvasElement, strokes: Strokes): void {
  const size = sizeOf(canvas);
  canvas.width = Math.round(size.width * devicePixelRatio);
  canvas.height = Math.round(size.height * devicePixelRatio);
  const pen = penOf(canvas);
  for (const stroke of strokes) pen?.stroke(new Path2D(pathOf(stroke, size)));
}

/** Draws what the last point of a growing stroke made certain. */
function paintEnd(canvas: HTMLCanvasElement, stroke: Stroke): void {
  const [a, b, c] = stroke.slice(-3);
  if (a === undefined) return;
  const size = sizeOf(canvas);
  const path = b === undefined ? pathOf([a], size) : c === undefined ? pathOf([a, b], size) : bend([a, b, c], size);
  penOf(canvas)?.stroke(new Path2D(path));
}

/**
 * Takes what is drawn as strokes for the contract. One pointer draws at a time: a palm or a second finger leaves
 * nothing. It neither clears itself nor says whether it is signed: both are the owner's, by `strokes`.
 */
export function SignaturePad({ strokes, onChange, label }: SignaturePadProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing>(undefined);

  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return;
    const repaintAll = () => repaint(canvas, drawing.current ? [...strokes, drawing.current.stroke] : strokes);
    repaintAll();
    const observer = new ResizeObserver(repaintAll);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [strokes]);

  const add = (canvas: HTMLCanvasElement, current: Drawing, { clientX, clientY }: MouseEvent) => {
    const box = canvas.getBoundingClientRect();
    const longer = extended(current.stroke, pointAt(clientX, clientY, box), box);
    if (longer === current.stroke) return;
    current.stroke = longer;
    paintEnd(canvas, longer);
  };

  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || drawing.current !== undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = { pointerId: event.pointerId, stroke: [] };
    add(event.currentTarget, drawing.current, event.nativeEvent);
  };

  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const current = drawing.current;
    if (current?.pointerId !== event.pointerId) return;
    // Between two frames a finger leaves several points; the event itself carries only the last.
    const events = event.nativeEvent.getCoalescedEvents();
    for (const each of events.length > 0 ? events : [event.nativeEvent]) add(event.currentTarget, current, each);
  };

  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    const current = drawing.current;
    if (current?.pointerId !== event.pointerId) return;
    drawing.current = undefined;
    onChange(withStroke(strokes, current.stroke));
  };

  return (
    <div className="signature-room">
      <div className="signature">
        <div className="signature-baseline" aria-hidden="true">
          <span className="signature-mark">×</span>
          <span className="signature-label">{label}</span>
        </div>
        <canvas
          ref={canvasRef}
          className="signature-canvas"
          role="img"
          aria-label={label}
          data-strokes={strokes.length}
          onPointerDown={start}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={end}
          onLostPointerCapture={end}
        />
      </div>
    </div>
  );
}
