// 邮件 goes out by SMTP, where the operator has named a server; otherwise nothing is ever sent. What it says is the titles
// and the address of the page: whoever reads a mailbox that is not theirs learns that something waits, and no more.
import type { Transporter } from 'nodemailer'
import { problem, Refusal } from '#core/base/problem.ts'

export type Mailer = {
  from: string
  /** @throws Error as the server said it */
  send(mail: { id: string; to: string; subject: string; text: string }): Promise<void>
}

/** Seconds until a server that does not answer is given up on; the queue tries again later. */
const patience = 20_000

/** @param env ZHENPU_SMTP_URL (smtp://user:password@host:587, smtps://…), ZHENPU_MAIL_FROM @throws Refusal `policy.invalid` */
export function mailerFrom(env: Record<string, string | undefined>): Mailer | null {
  const { ZHENPU_SMTP_URL: url, ZHENPU_MAIL_FROM: from } = env
  if (!url) return null
  const wrong = (file: string, where: string): Refusal => new Refusal(problem('policy.invalid', { file, where }))
  if (!from) throw wrong('ZHENPU_MAIL_FROM', '设了 ZHENPU_SMTP_URL，也要设发件人，如 镇谱 <zhenpu@example.gov.cn>')
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) throw wrong('ZHENPU_SMTP_URL', '应如 smtps://用户:口令@smtp.example.gov.cn')
  let transport: Transporter | undefined
  return {
    from,
    async send({ id, to, subject, text }) {
      // The same mail tried twice has the same name, so that mailboxes can tell.
      const { hostname } = new URL(`mail://${from.replace(/^.*@|[>\s]+$/g, '') || 'zhenpu'}`)
      // Loaded with the first mail: most installations send none, and none sends any before its first page.
      transport ??= (await import('nodemailer')).createTransport(url, { from, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience, disableFileAccess: true, disableUrlAccess: true } as object)
      await transport.sendMail({ to, subject, text, messageId: `<${id}@${hostname}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
  }
}
