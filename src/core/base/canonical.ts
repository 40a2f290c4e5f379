// One spelling for every value that is hashed or signed: JSON as in RFC 8785 (keys sorted by UTF-16 code
// unit, no white space, ECMAScript number form), strings in Unicode NFC. Equal facts give equal bytes on any machine.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** Throws on NaN and infinities, which JSON cannot say. Members that are `undefined` are left out. */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'))
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value).filter(key => value[key] !== undefined).sort()
  return `{${members.map(key => `${JSON.stringify(key.normalize('NFC'))}:${canonical(value[key] as Json)}`).join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
