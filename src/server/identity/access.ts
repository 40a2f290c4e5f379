// access.yaml, read once and checked. A policy that is not whole is refused with file, path and reason.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { problem, Refusal } from '#core/base/problem.ts'
import { type Access, accessOf } from '#core/access/may.ts'
import { AccessPolicy, policyProblems } from '#core/access/policy.ts'

const file = join(import.meta.dirname, '..', '..', 'core', 'access', 'access.yaml')

let access: Access | undefined

export function loadAccess(): Access {
  access ??= accessOf(readPolicy())
  return access
}

/** @param text another policy than the shipped one @throws Refusal `policy.invalid` */
export function readPolicy(text = readFileSync(file, 'utf8')): AccessPolicy {
  const read = AccessPolicy.safeParse(parse(text))
  const wrong = read.success ? policyProblems(read.data) : read.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`)
  if (!read.success || wrong.length) throw new Refusal(problem('policy.invalid', { file, where: wrong.join('；') }))
  return read.data
}
