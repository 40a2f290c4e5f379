// The tables of accounts as Kysely sees them; dates and instants are text, as in db/tables.ts.
import type { ColumnType } from 'kysely'

type Json<T> = ColumnType<T, string | undefined, string>
type Defaulted<T> = ColumnType<T, T | undefined, T>

export type OrganisationTable = { id: string; name: string; kind: string; division: string | null; parent: string | null; from: string; to: string | null }

export type OrganisationNameTable = { organisation: string; name: string; from: string }

export type AccountTable = {
  id: string
  person: string
  username: string
  name: string
  organisation: string | null
  home: string | null
  ties: Json<{ organisation: string; until: string | null }[]>
  password: string | null
  former: Defaulted<string[]>
  password_changed: string | null
  totp: Buffer | null
  totp_pending: Buffer | null
  totp_step: Defaulted<number>
  external: string | null
  disabled: Defaulted<boolean>
  created: string
}

export type PostTable = {
  id: string
  account: string
  role: string
  organisation: string | null
  division: string | null
  towns: Defaulted<string[]>
  assigned: Defaulted<string[]>
  from: string
  to: string | null
  delegator: string | null
  state: 'proposed' | 'granted' | 'declined'
  proposed_by: string
  proposed: string
  settled_by: string | null
  settled: string | null
}

export type SessionTable = { id: string; account: string; created: string; seen: string; expires: string; confirmed: string | null; method: string; address: string; agent: string }
export type PasskeyTable = { id: string; account: string; public_key: Buffer; counter: number; transports: string[]; label: string; created: string; used: string | null }
export type OnceTable = { id: string; purpose: string; account: string | null; data: Json<Record<string, string>>; expires: string }
export type DeviceTable = { id: string; account: string; created: string }
export type ThrottleTable = { key: string; failures: number; last: string }
/** Set by the database itself as it takes a line in. */
type Chained<T> = ColumnType<T, never, never>
export type AccessLogTable = { position: Chained<number>; at: string; kind: string; account: string | null; person: string | null; username: string | null; address: string | null; data: Json<Record<string, unknown>>; previous: Chained<Buffer>; hash: Chained<Buffer> }

export type IdentityTables = {
  organisation: OrganisationTable
  organisation_name: OrganisationNameTable
  account: AccountTable
  post: PostTable
  session: SessionTable
  passkey: PasskeyTable
  once: OnceTable
  device: DeviceTable
  throttle: ThrottleTable
  access_log: AccessLogTable
}
