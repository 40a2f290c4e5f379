import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { access, anyPerson, day, person, places, post, roles } from './access.fixture.ts'
import { permissions } from './permission.ts'
import { postsOn } from './person.ts'
import { covers } from './reach.ts'
import { policyProblems } from './policy.ts'

const { policy, may, scopeOf } = access
const anyPermission = fc.constantFrom(...permissions)
const anyPlace = fc.constantFrom(...places)

describe('may', () => {
  it('agrees with the table: denied unless a post in force holds the permission and reaches the place', () => {
    let allowed = 0
    fc.assert(fc.property(anyPerson, anyPermission, anyPlace, (somebody, permission, place) => {
      const posts = somebody.disabled ? [] : postsOn(somebody, day)
      const reaches = posts.some(held => {
        switch (policy.permissions[permission].who[held.role]) {
          case 'province': return true
          case 'prefecture': return held.division === place.prefecture
          case 'county': return held.division === place.county
          case 'town': return held.towns.includes(place.town)
          case 'assigned': return held.assigned.includes(place.case)
          default: return false
        }
      })
      const decision = may(somebody, permission, place, day)
      if (decision.allowed) {
        allowed += 1
        expect(reaches).toBe(true)
      } else if (reaches) expect(['access.conflict', 'access.separation']).toContain(decision.reason.code)
    }), { numRuns: 20_000 })
    expect(allowed).toBeGreaterThan(500)
  })

  it('lists and single questions never differ: nobody sees a town outside their reach', () => {
    fc.assert(fc.property(anyPerson, fc.constantFrom('town.read' as const, 'application.read' as const, 'objection.read' as const), (somebody, permission) => {
      const reach = scopeOf(somebody, permission, day)
      for (const place of places) {
        if (may(somebody, permission, place, day).allowed) expect(covers(reach, place, somebody.id)).toBe(true)
        if (!covers(reach, place, somebody.id)) expect(may(somebody, permission, place, day).allowed).toBe(false)
      }
    }), { numRuns: 3000 })
  })

  it('what is unknown about a target is in nobody’s limited scope', () => {
    for (const role of ['prefecture', 'county', 'operator']) {
      const officer = person('p', [post(role, { division: null, towns: [] })])
      expect(may(officer, 'town.read', {}, day)).toMatchObject({ allowed: false, reason: { code: 'access.out-of-scope' } })
      expect(may(officer, 'town.read', { prefecture: null, county: null, town: null }, day).allowed).toBe(false)
    }
  })

  it('a post counts from its first day to the day before its last', () => {
    const held = person('p', [post('auditor', { from: '2030-01-01', to: '2030-02-01' })])
    expect(['2029-12-31', '2030-01-01', '2030-01-31', '2030-02-01'].map(on => may(held, 'access-log.read', null, on).allowed)).toEqual([false, true, true, false])
  })

  it('says why, with who could', () => {
    expect(may(person('p', []), 'town.read', null, day)).toEqual({ allowed: false, reason: { code: 'access.no-post', params: {} } })
    expect(may(person('p', [post('county')], { disabled: true }), 'town.read', null, day)).toMatchObject({ reason: { code: 'access.disabled' } })
    expect(may(person('p', [post('county', { division: 'A1' })]), 'application.recommend', null, day)).toMatchObject({ reason: { code: 'access.no-permission', params: { permission: '向省推荐', roles: '县级主管部门', holders: '市（州）主管部门' } } })
    expect(may(person('p', [post('county'), post('auditor')]), 'town.read', null, day)).toMatchObject({ reason: { code: 'access.conflict', params: { rule: 1 } } })
  })

  it('answers every permission at once for a page', () => {
    const everything = access.all(person('p', [post('leading-group')]), null, day)
    expect(Object.keys(everything).sort()).toEqual([...permissions].sort())
    expect(everything['decision.approve']).toEqual({ allowed: true })
  })
})

describe('the policy', () => {
  it('gives business data to no administrator but the auditor, and writing to none', () => {
    const business = permissions.filter(permission => !/^(account|right|organisation|security|key|access-log|backup|restore|emergency|mail)\./.test(permission))
    const held = (role: string): string[] => business.filter(permission => policy.permissions[permission].who[role])
    expect([held('system-administrator'), held('security-administrator')]).toEqual([[], []])
    expect(held('auditor').filter(permission => !policy.permissions[permission as 'town.read'].reads)).toEqual(['change.note', 'report.receive'])
  })

  it('no role can both grant itself rights and use them alone', () => {
    expect(roles.filter(role => policy.permissions['account.create'].who[role] && policy.permissions['right.grant'].who[role])).toEqual([])
  })

  it('is refused where a rule about roles is broken', () => {
    const broken = structuredClone(policy)
    broken.permissions['town.approve'].who['auditor'] = 'province'
    broken.permissions['key.use'].who['system-administrator'] = 'province'
    broken.permissions['town.read'].who['nobody'] = 'province'
    expect(policyProblems(broken)).toEqual(['没有角色 nobody', '第 2 条：auditor 只能查看，却可以 town.approve', '第 14 条：system-administrator 不得有 key.use'])
    expect(policyProblems(policy)).toEqual([])
  })
})
