// Casewright's own mark: an open ring, as a case is, with the tick that will close it.
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path
        d="M22.6 11.2A8 8 0 1 0 22.6 20.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.4"
        strokeLinecap="round"
      />
      <path
        className="brand-tick"
        d="M13.2 16l3.1 3.1 7.5-7.5"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
