// Fields of a plain form: label, hint, what was typed, and what is wrong with it – beside the field and in a list on top.

/** What is wrong, by field; under the empty name what is wrong with none of them. */
export type Faults<Typed> = Partial<Record<keyof Typed | '', string>>

type Field = { name: string; label: string; hint: string; value: string; fault: string | undefined; most: number; needed?: boolean }

export function Told({ name, value, most, needed = false, ...said }: Field) {
  return <Labelled name={name} needed={needed} {...said}><input type="text" id={name} name={name} defaultValue={value} maxLength={most} required={needed} autoComplete="off" {...describing(name, said.fault)} /></Labelled>
}

export function Lines({ name, value, most, needed = false, ...said }: Field) {
  return <Labelled name={name} needed={needed} {...said}><textarea id={name} name={name} defaultValue={value} maxLength={most} required={needed} rows={8} {...describing(name, said.fault)} /></Labelled>
}

function Labelled({ name, label, hint, fault, needed, children }: Omit<Field, 'value' | 'most'> & { children: React.ReactNode }) {
  return (
    <div className={fault ? 'told wrong' : 'told'}>
      <label htmlFor={name}>{label}{needed ? <span className="needed">必填</span> : null}</label>
      <small id={`${name}-hint`}>{hint}</small>
      {children}
      {fault ? <p className="fault" id={`${name}-fault`}>{fault}</p> : null}
    </div>
  )
}

function describing(name: string, fault: string | undefined): { 'aria-describedby': string; 'aria-invalid'?: true } {
  return { 'aria-describedby': fault ? `${name}-fault ${name}-hint` : `${name}-hint`, ...(fault ? { 'aria-invalid': true } : {}) }
}

/** On top, each leading to its field. */
export function Failed({ faults, labels }: { faults: Readonly<Record<string, string | undefined>>; labels: Readonly<Record<string, string>> }) {
  const wrong = Object.entries(faults).filter(([, fault]) => fault)
  if (!wrong.length) return null
  return <div className="not-taken" role="alert"><p><b>没有提交，您填写的内容仍在。</b></p><ul>{wrong.map(([name, fault]) => <li key={name}>{name ? <a href={`#${name}`}>{labels[name]}</a> : null}{name ? '：' : null}{fault}</li>)}</ul></div>
}
