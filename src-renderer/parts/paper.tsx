/** A picture of what the answers become: the application form on paper, the line at hand under the lamp. */

export interface PaperLine {
  readonly field: string;
  readonly title: string;
  readonly answer: string;
}

interface PaperProps {
  readonly heading: string;
  readonly before: readonly PaperLine[];
  readonly here: PaperLine;
  /** Lines still to come: as many as the sheet has room for. */
  readonly after: readonly PaperLine[];
}

/** Decoration: the question itself says everything, so a screen reader passes over it. */
export function Paper({ heading, before, here, after }: PaperProps) {
  return (
    <div className="paper" aria-hidden="true">
      <div className="paper-sheet">
        <p className="paper-heading">{heading}</p>
        {before.map((line) => (
          <Line key={line.field} line={line} look="paper-before" />
        ))}
        <Line line={here} look="paper-here" />
        {after.map((line) => (
          <Line key={line.field} line={line} look="paper-after" />
        ))}
      </div>
    </div>
  );
}

function Line({ line, look }: { readonly line: PaperLine; readonly look: string }) {
  return (
    <p className={`paper-line ${look}`}>
      <span className="paper-title">{line.title}</span>
      <span className="paper-answer">{line.answer}</span>
    </p>
  );
}
