/** A place as the reference index has it: both count from 1, columns in Unicode scalar values. */
export interface Place {
  line: number;
  column: number;
}

/** A place as the editor has it: both count from 0, characters in UTF-16 code units. */
export interface EditorPlace {
  line: number;
  character: number;
}

/**
 * Turns a place of the index into one of the editor.
 *
 * @param textOf the text of a line, counted from 0
 */
export function toEditorPlace(place: Place, textOf: (line: number) => string): EditorPlace {
  const line = place.line - 1;
  let character = 0;
  let left = place.column - 1;
  for (const scalar of textOf(line)) {
    if (left === 0) break;
    left -= 1;
    character += scalar.length;
  }
  return { line, character };
}
