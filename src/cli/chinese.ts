// The command library speaks English; our users do not.
import type { Command } from 'commander'

const phrases: readonly [RegExp, string][] = [
  [/^error: unknown command '(.*)'/, '没有这个命令：$1'],
  [/^error: unknown option '(.*)'/, '没有这个选项：$1'],
  [/^error: missing required argument '(.*)'/, '缺少：$1'],
  [/^error: option '(.*)' argument missing/, '选项 $1 缺少值'],
  [/^error: option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\./, '选项 $1 的值“$2”不对，可以是 $3'],
  [/^error: required option '(.*)' not specified/, '缺少选项：$1'],
  [/^error: too many arguments(?: for '(.*)')?.*/, '参数太多'],
  [/\(Did you mean (?:one of )?(.*)\?\)/, '（是不是 $1？）'],
  [/^Usage:/m, '用法：'], [/^Options:/m, '选项：'], [/^Commands:/m, '命令：'], [/^Arguments:/m, '参数：'],
  [/\[options\]/g, '[选项]'], [/\[command\]/g, '[命令]'], [/\(choices: (.*?)(?:, default: (.*?))?\)/g, '（可选 $1；默认 $2）'],
]

/** Puts every message of a command and its sub-commands into Chinese, and lets wrong usage be caught. */
export function inChinese(command: Command): void {
  command.exitOverride().configureOutput({
    writeOut: text => { process.stdout.write(translate(text)) },
    writeErr: text => { process.stderr.write(translate(text)) },
  })
  for (const sub of command.commands) {
    sub.helpOption('-h, --help', '用法').helpCommand(false)
    inChinese(sub)
  }
}

function translate(text: string): string {
  return phrases.reduce((result, [pattern, words]) => result.replace(pattern, words), text)
}
