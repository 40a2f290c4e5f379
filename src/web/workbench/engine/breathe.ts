/** Lets messages that came meanwhile be handled: a message of our own queues behind them. For long work in a worker. */
export async function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  await new Promise(done => {
    port1.addEventListener('message', done)
    port1.start()
    port2.postMessage(null)
  })
  port1.close()
}
