// A mail server of a test: takes what it is sent, refuses whom it is told to refuse.
import { createServer, type Socket } from 'node:net'

export type Sink = { url: string; mails: { to: string; text: string }[]; refuse: Set<string>; close(): Promise<void> }

export async function smtpSink(): Promise<Sink> {
  const mails: Sink['mails'] = []
  const refuse = new Set<string>()
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    let [to, body, inBody, rest] = ['', '', false, '']
    socket.write('220 sink ESMTP\r\n')
    socket.setEncoding('utf8').on('data', (piece: string) => {
      rest += piece
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (inBody && line !== '.') body += `${line}\n`
        else if (inBody) {
          mails.push({ to, text: body })
          ;[inBody, body] = [false, '']
          socket.write('250 taken\r\n')
        } else if (/^rcpt to/i.test(line)) {
          to = /<(.*)>/.exec(line)?.[1] ?? ''
          socket.write(refuse.has(to) ? `550 5.1.1 <${to}>: no such user\r\n` : '250 ok\r\n')
        } else if (/^data/i.test(line)) {
          inBody = true
          socket.write('354 go on\r\n')
        } else socket.write(/^quit/i.test(line) ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`, mails, refuse,
    close: () => new Promise<void>(done => { for (const socket of open) socket.destroy(); server.close(() => done()) }),
  }
}
