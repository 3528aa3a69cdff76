// What the pages can do beyond what they do without a script. No page needs it; nothing here asks the server for anything.
'use strict'
const keys = []
const KEYS_OFF = 'onrecord keys off'
const make = (name, attributes = {}, ...inside) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...inside)
  return element
}
const stored = {
  get: (area, key) => { try { return area.getItem(key) } catch { return null } },
  set: (area, key, value) => { try { value === null ? area.removeItem(key) : area.setItem(key, value) } catch { /* kept for this page alone */ } },
}
// `key` does `act`; who does not want single letters to do anything turns them off in the help
const onKey = (key, words, act) => keys.push({ key, words, act })
let keysOff = stored.get(localStorage, KEYS_OFF) !== null

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if (event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select, dialog')) return
  const found = keys.find(k => k.key === event.key && (!keysOff || k.key === '?'))
  if (!found) return
  event.preventDefault()
  found.act()
})

const showKeys = () => {
  const off = make('input', { type: 'checkbox' })
  off.checked = !keysOff
  off.addEventListener('change', () => {
    keysOff = !off.checked
    stored.set(localStorage, KEYS_OFF, keysOff ? 'off' : null)
  })
  const rows = keys.filter(k => k.words).map(k => make('div', {}, make('dt', {}, make('kbd', {}, k.key)), make('dd', {}, k.words)))
  const close = make('button', { type: 'button' }, 'Close')
  const dialog = make('dialog', { class: 'keys', 'aria-labelledby': 'h-keys' },
    make('h2', { id: 'h-keys' }, 'Keys'), make('dl', {}, ...rows), make('p', {}, make('label', {}, off, ' Single keys do something')), close)
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
onKey('?', 'this help', showKeys)
const help = make('button', { type: 'button', class: 'plainly' }, 'Keys (?)')
help.addEventListener('click', showKeys)
document.querySelector('footer p')?.append(' · ', help)
