/** Facts name people as 姓名（编号）; the page shows the name. */
export function nameOf(actor: string): string {
  return actor.replace(/（p-[^（）]*）$/, '')
}
