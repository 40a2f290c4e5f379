// Towns and places to choose from, as far as one's own office reaches.
import { useQuery } from '@tanstack/react-query'
import { client } from '../session/client.ts'
import { useSession } from '../session/gate.tsx'

type Option = { value: string; label: string }

/** Counties and prefectures of the register's map within one's reach; nothing while not wanted. */
export function useDivisions(programme: string, wanted: boolean): Option[] {
  const { posts } = useSession()
  const { data } = useQuery({ queryKey: ['places', programme], queryFn: () => client.overview({ programme }), enabled: wanted && programme !== '', staleTime: 3_600_000 })
  const own = posts.flatMap(({ role, division }) => (role === 'prefecture' && division ? [division] : []))
  const names = new Map(data?.places.map(({ code, name }) => [code, name]))
  return (data?.places ?? []).filter(({ code, parent }) => !own.length || own.includes(code) || own.includes(parent ?? '')).map(({ code, name, parent }) => ({ value: code, label: parent && names.get(parent) !== name ? `${names.get(parent) ?? ''}${name}` : name }))
}

/** Towns on a programme's list within one's reach; nothing while not wanted. */
export function useTowns(programme: string, wanted: boolean): (Option & { warned: boolean })[] {
  const { posts } = useSession()
  const { data } = useQuery({ queryKey: ['towns', 'of', programme], queryFn: () => client.townList({ programme, size: 500, sort: 'name' }), enabled: wanted && programme !== '', staleTime: 300_000 })
  const counties = posts.flatMap(({ role, division }) => (role === 'county' && division ? [division] : []))
  const prefectures = posts.flatMap(({ role, division }) => (role === 'prefecture' && division ? [division] : []))
  const own = posts.flatMap(({ role, towns }) => (role === 'operator' ? towns : []))
  const everywhere = !counties.length && !prefectures.length && !own.length
  return (data?.towns ?? []).filter(town => everywhere || counties.includes(town.divisionCode ?? '') || prefectures.includes(town.prefectureCode ?? '') || own.includes(town.id)).map(({ id, name, warned }) => ({ value: id, label: name, warned }))
}
