// Sentences under a heading; nothing where there are none.
interface SentencesProps {
  readonly title: string;
  readonly hint?: string;
  readonly lines: readonly string[];
}

export function Sentences({ title, hint, lines }: SentencesProps) {
  if (lines.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      {hint === undefined ? null : <p className="quiet">{hint}</p>}
      <ul className="reasons">
        {lines.map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </>
  );
}
