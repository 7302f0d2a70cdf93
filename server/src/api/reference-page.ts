// The API reference as one static page, made from the OpenAPI document. No script, no inline style, nothing from
// elsewhere, so it shows under the same content security policy as everything.
import { PROBLEM_TEXTS } from './problem-texts.ts';

export const REFERENCE_STYLE = `:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-inline-size: 60rem; padding: 1rem; }
h2 { margin-block-start: 2.5rem; border-block-end: 1px solid; }
h3 { margin-block: 1.5rem 0.25rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9rem; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: 0; }
p { margin-block: 0.25rem; max-inline-size: 45rem; }
dt { font-weight: 600; margin-block-start: 0.75rem; }
dd { margin: 0; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
`;

interface Document {
  readonly info?: { readonly title?: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Methods | undefined>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

/** The page for a document. */
export function referencePage(document: object): string {
  // Made by the generator a moment ago; only what it always writes is read.
  const { info, paths, components } = document as Document;
  const title = escape(`${info?.title ?? 'API'} reference`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<header><h1>${title}</h1>
${paragraphs(info?.description ?? '')}
<p>The same for programs: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
</header>
<main>
<h2 id="requests">Requests</h2>
${Object.entries(paths ?? {})
  .map(pathSection)
  .join('\n')}
<h2 id="shapes">Shapes</h2>
${Object.entries(components?.schemas ?? {})
  .map(shapeSection)
  .join('\n')}
<h2 id="problems">Problems</h2>
<dl>
${Object.entries(PROBLEM_TEXTS).map(problemEntry).join('\n')}
</dl>
</main>
</body>
</html>
`;
}

type Methods = Readonly<Record<string, Operation>>;

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

function pathSection([path, methods]: [string, Methods | undefined]): string {
  return Object.entries(methods ?? {})
    .map(([method, operation]) => operationSection(`${method.toUpperCase()} ${path}`, operation))
    .join('\n');
}

function operationSection(title: string, operation: Operation): string {
  const lines = [
    ...(operation.parameters ?? []).map(
      ({ name, in: place, required, description }) =>
        `<li>${escape(place)} <code>${escape(name)}</code>${required === true ? '' : ', optional'}${description === undefined ? '' : `: ${escape(description)}`}</li>`,
    ),
    ...contentLines('Body', operation.requestBody?.content),
    ...contentLines('Answer', operation.responses?.['200']?.content ?? operation.responses?.['201']?.content),
  ];
  return `<section>
<h3><code>${escape(title)}</code></h3>
<p>${escape(operation.summary ?? '')}</p>
${lines.length === 0 ? '' : `<ul>\n${lines.join('\n')}\n</ul>`}
</section>`;
}

function contentLines(label: string, content: Content | undefined): readonly string[] {
  return Object.entries(content ?? {}).map(
    ([type, { schema }]) => `<li>${label} (${escape(type)}): ${shapeLink(schema)}</li>`,
  );
}

function shapeLink(schema: unknown): string {
  const name = referenceName(schema);
  if (name === null) return `<code>${escape(JSON.stringify(schema))}</code>`;
  return `<a href="#shape-${escape(name)}">${escape(name)}</a>`;
}

function referenceName(schema: unknown): string | null {
  if (typeof schema !== 'object' || schema === null || !('$ref' in schema)) return null;
  return String(schema.$ref).split('/').at(-1) ?? null;
}

function shapeSection([name, schema]: [string, unknown]): string {
  return `<section id="shape-${escape(name)}"><h3>${escape(name)}</h3><pre>${escape(JSON.stringify(schema, null, 2))}</pre></section>`;
}

function problemEntry([code, { status, title, detail }]: [
  string,
  { status: number; title: string; detail: string },
]): string {
  return `<dt id="${escape(code)}"><code>${escape(code)}</code> (${status}) ${escape(title)}</dt><dd>${escape(detail)}</dd>`;
}

function paragraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => `<p>${escape(line)}</p>`)
    .join('\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
