// The queue by single keys. They press the page's own buttons; where one stood is kept over the page that comes after.
{
  const items = [...document.querySelectorAll('.waits > li')]
  const place = `onrecord at ${location.pathname}${location.search}`
  const current = () => Math.max(items.indexOf(document.activeElement?.closest('.waits > li')), 0)
  const go = n => {
    const item = items[Math.min(Math.max(n, 0), items.length - 1)]
    item?.querySelector('button')?.focus({ preventScroll: true })
    item?.scrollIntoView({ block: 'nearest' })
  }
  const send = form => {
    stored.set(sessionStorage, place, String(current()))
    form.requestSubmit()
  }
  const form = test => [...(items[current()]?.querySelectorAll('form') ?? [])].find(f => test(f.elements.decision.value))
  const press = test => {
    const found = form(test)
    if (found) send(found)
  }
  const undo = document.querySelector('.verdicts.last form')
  if (document.querySelector('.waits form') || undo) {
    onKey('j', 'the next question', () => go(current() + 1))
    onKey('k', 'the one before', () => go(current() - 1))
    onKey('c', 'confirm: it does, or it is right as read', () => press(decision => decision.startsWith('confirm')))
    onKey('x', 'reject: it does not', () => press(decision => decision.startsWith('reject')))
    onKey('e', 'correct it: Enter sends what you type, Escape goes back', () => form(d => d.startsWith('correct'))?.querySelector('input:not([type=hidden])')?.focus())
    for (let n = 1; n <= 9; n++) {
      onKey(String(n), n === 1 ? 'where several are named, the first is right; 2 the second, and so on' : '', () => {
        const forms = items[current()]?.querySelectorAll('form') ?? []
        if (forms.length >= n && [...forms].every(f => f.elements.decision.value === 'confirm-entry')) send(forms[n - 1])
      })
    }
    onKey('o', 'open its sentence', () => items[current()]?.querySelector('blockquote a')?.click())
    onKey('u', 'undo what you decided last', () => undo && send(undo))
    for (const item of items) {
      item.addEventListener('submit', () => stored.set(sessionStorage, place, String(items.indexOf(item))))
      item.addEventListener('keydown', event => {
        if (event.key === 'Escape' && event.target.matches('input')) go(items.indexOf(item))
      })
    }
    const kept = stored.get(sessionStorage, place)
    stored.set(sessionStorage, place, null)
    if (kept !== null) go(Number(kept))
  }
}
