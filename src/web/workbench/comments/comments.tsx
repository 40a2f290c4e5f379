// 留言 on a case: what is said to everybody and what stays in one's own office, oldest first; and a place to say something.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import type { CommentView } from '#contract/comments.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import { type Audience, audiences, type SubjectKind } from '#core/comment/comment.ts'
import { FileInput } from '../application/file-input.tsx'
import { nameOf } from '../ui/names.ts'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { TextArea } from '../ui/text-area.tsx'

/** The case that is talked about. */
export type Subject = { kind: SubjectKind; id: string }

const commentsQuery = ({ kind, id }: Subject) => queryOptions({ queryKey: ['comments', kind, id], queryFn: () => client[`${kind}Comments`]({ id }) })
const filesAt = ({ kind, id }: Subject): string => `/api/comments/${kind}/${encodeURIComponent(id)}/files`

/** 留言 as a tab is called, with how many there are. */
export function useCommentsLabel(subject: Subject): string {
  const { data } = useQuery(commentsQuery(subject))
  return data?.comments.length ? `留言 ${data.comments.length}` : '留言'
}

export function Comments({ subject }: { subject: Subject }) {
  const { data, error } = useQuery(commentsQuery(subject))
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={4} />
  return (
    <section className="talk" aria-label="留言">
      {data.comments.length ? <ol className="talk-list">{data.comments.map(comment => <Comment key={comment.id} comment={comment} subject={subject} />)}</ol> : <p className="nothing">还没有留言。留言不是办理步骤，也不改变这件事项；写了不能改，可以撤回。</p>}
      {data.may.allowed ? <Say subject={subject} office={data.office} /> : data.may.reason ? <p className="quiet">{data.may.reason}</p> : null}
    </section>
  )
}

function Comment({ comment, subject }: { comment: CommentView; subject: Subject }) {
  const { id, by, office, audience, at, mine, text, files, withdrawn } = comment
  const task = useTask()
  const withdraw = async (): Promise<void> => {
    if (await task.run(() => client[`${subject.kind}CommentWithdraw`]({ id: subject.id, comment: id }))) await queries.invalidateQueries({ queryKey: ['comments', subject.kind, subject.id] })
  }
  return (
    <li className={audience === 'office' ? 'talk-own' : undefined}>
      <p className="talk-head"><b>{nameOf(by)}</b>{office ? <span>{office}</span> : null}<time dateTime={at}>{momentWord(at)}</time><em>{audiences[audience]}</em>
        {mine && !withdrawn ? <Popconfirm title="撤回这条留言？原处会注明已撤回。" okText="撤回" onConfirm={() => void withdraw()}><button type="button" className="link" disabled={task.busy}>撤回</button></Popconfirm> : null}
      </p>
      {withdrawn ? <p className="quiet">已撤回（{momentWord(withdrawn)}）</p> : <p className="long">{text}</p>}
      {files.length ? <FileInput files={files} label="留言附件" at={filesAt(subject)} onChange={null} /> : null}
      {task.error ? <Alert type="error" title={task.error} /> : null}
    </li>
  )
}

function Say({ subject, office }: { subject: Subject; office: string | null }) {
  const [text, setText] = useState('')
  const [audience, setAudience] = useState<Audience>('office')
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const task = useTask()
  const say = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client[`${subject.kind}CommentMake`]({ id: subject.id, audience, text, files: [...files] }))) return
    setText('')
    setFiles([])
    setAudience('office')
    await queries.invalidateQueries({ queryKey: ['comments', subject.kind, subject.id] })
  }
  return (
    <form className="talk-form no-print" onSubmit={event => void say(event)} aria-label="写留言">
      <TextArea lines={3} label="留言内容" value={text} maxLength={4000} onChange={setText} />
      <FileInput files={files} label="留言附件" at={null} onChange={setFiles} />
      <p className="talk-to"><span id="talk-to">给谁看</span><Radio.Group aria-labelledby="talk-to" value={audience} onChange={event => setAudience(event.target.value as Audience)} options={[{ value: 'office', label: `${audiences.office}${office ? `（${office}）` : ''}` }, { value: 'parties', label: `${audiences.parties}：看得到这件事项的都看得到` }]} /></p>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!text.trim()}>留言</Button><small>写了不能改，可以撤回</small></p>
    </form>
  )
}
