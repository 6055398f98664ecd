// The next control of a page that was not pressed yet, marked in window.crawled; null where there is none.
([pressed, kinds]) => {
  const plain = (words) => (words || '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}/g, '*').replace(/\d+/g, '#')
  const named = (one) => one.tagName + '.' + [...one.classList].sort().join('.')
  const path = (one) => {
    const steps = []
    for (let at = one.parentElement; at && at !== document.body && steps.length < 4; at = at.parentElement) steps.push(named(at))
    return steps.join('<')
  }
  const FIELDS = 'input:not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea'
  const kind = (one) => {
    if (one.matches('summary')) return 'summary'
    if (one.matches(FIELDS)) return 'field'
    return one.form && ['submit', 'image'].includes(one.type) ? 'submit' : 'button'
  }
  // A box that is drawn by its label takes the press there.
  const seen = (one) => {
    const box = one.getBoundingClientRect()
    return one.checkVisibility({visibilityProperty: true}) && box.width > 2 && box.height > 2
  }
  const usable = (one) => !one.disabled && !one.readOnly && !one.closest('[inert], fieldset:disabled, [aria-disabled=true]')
  const target = (one) => (seen(one) ? one : [...(one.labels || [])].find(seen))
  const all = [...document.querySelectorAll(`button, summary, [role=button], input:not([type=hidden]), select, textarea`)]
  const usual = all.filter(one => usable(one) && target(one))
  const order = ['summary', 'field', 'button', 'submit']
  const rows = usual.map(one => {
    const form = one.form
    const shell = !one.closest('main')
    const siblings = [...one.parentElement.children].filter(other => other.tagName === one.tagName)
    const value = kind(one) === 'submit' || one.type === 'radio' ? plain(one.value) : ''
    const action = form ? `${form.method} ${plain(one.getAttribute('formaction') || form.getAttribute('action') || '')}` : ''
    return {
      one, shell, kind: kind(one), type: one.type || '',
      form: form ? [...document.forms].indexOf(form) : -1,
      has_fields: Boolean(form && [...form.querySelectorAll(FIELDS)].some(field => field.type !== 'hidden' && usable(field))),
      sign: (shell ? 'shell ' : '') + [named(one), one.type, plain(one.name), value, action, path(one), siblings.indexOf(one)].join('|'),
      words: (one.innerText || one.labels?.[0]?.innerText || one.getAttribute('aria-label') || one.name || '').trim().slice(0, 40),
    }
  })
  const waiting = rows.filter(row => kinds.includes(row.kind) && !pressed.includes(row.sign))
  waiting.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const next = waiting[0]
  window.crawled = next ? target(next.one) : null
  if (!next) return null
  const {one, ...facts} = next
  return {...facts, open: Boolean(one.parentElement.open), owner: one.form ? `${next.form} ${one.form.getAttribute('action')}` : '', unseen: Boolean(one.closest('.sr')), option: one.tagName === 'SELECT' ? one.options.length - 1 : null, least: one.min || '', file: one.accept || ''}
}
