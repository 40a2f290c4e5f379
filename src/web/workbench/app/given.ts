// What the server put into the page for its program to read.
export type Given = { schemes: { file: string; text: string }[] }

export function readGiven(): Given {
  return JSON.parse(document.getElementById('given')?.textContent ?? '{"schemes":[]}') as Given
}
