import type { Place } from "./positions";

/** A stretch of the page. */
export interface Range {
  start: Place;
  end: Place;
}

/** What a footnote cites. */
export interface Citation {
  template?: string;
  title?: string;
  authors?: { family: string; given?: string }[];
  work?: string;
  publisher?: string;
  url?: string;
  date?: string;
}

/** A footnote, as `citelint refs --output-format json` has it; only the fields that are shown. */
export interface Footnote {
  /** As MediaWiki prints it; empty if it prints none. */
  label: string;
  group: string;
  name: string | null;
  definition: Range | null;
  uses: Range[];
  text?: string;
  citation?: Citation;
  /** The names of the rules that found something. */
  problems: string[];
}

/** The reference index of a page. */
export interface RefIndex {
  files: { path: string; footnotes: Footnote[] }[];
}

/** What a footnote cites, in one line. */
export function describe({ citation, text }: Footnote): string {
  if (citation === undefined) return text ?? "";
  const authors = (citation.authors ?? []).map(({ family, given }) => (given === undefined ? family : `${family}, ${given}`));
  const parts = [authors.join("; "), citation.title, citation.work ?? citation.publisher, citation.date];
  const line = parts.filter((part) => part !== undefined && part !== "").join(". ");
  return line === "" ? (citation.url ?? text ?? citation.template ?? "") : line;
}
