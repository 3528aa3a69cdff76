// Long lists, narrowed as one types to the items that hold every word.
{
  const LEAST = 10
  const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  for (const list of document.querySelectorAll('[data-narrow]')) {
    const items = [...list.querySelectorAll(list.dataset.items ?? ':scope > li')].map(item => ({ item, text: plain(item.textContent) }))
    if (items.length < LEAST) continue
    const groups = [...list.querySelectorAll('table, .tday, details.more, article.ladder')]
    const input = make('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', maxlength: '200' })
    const told = make('output', { 'aria-live': 'polite' })
    const where = document.querySelector('nav.pager') ? ' on this page' : ''
    const box = make('p', { class: 'sift' }, make('label', {}, `Narrow these ${items.length} ${list.dataset.narrow}${where} `, input), told)
    list.matches('.body') ? list.prepend(box) : list.before(box)
    const narrow = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean)
      let left = 0
      for (const { item, text } of items) {
        item.hidden = !words.every(word => text.includes(word))
        left += !item.hidden
      }
      for (const group of groups) {
        group.hidden = words.length > 0 && !items.some(({ item }) => !item.hidden && group.contains(item))
        if (words.length && group.tagName === 'DETAILS' && !group.hidden) group.open = true
      }
      document.dispatchEvent(new Event('narrowed'))
      told.textContent = words.length ? `${left} of ${items.length}` : ''
    }
    input.addEventListener('input', narrow)
    input.addEventListener('keydown', event => {
      if (event.key === 'Escape' && input.value) {
        input.value = ''
        narrow()
        event.preventDefault()
      } else if (event.key === 'Escape') {
        input.blur()
      } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
        items.find(({ item }) => !item.hidden)?.item.querySelector('a, summary')?.focus()
        event.preventDefault()
      }
    })
  }
  const first = document.querySelector('.sift input')
  onKey('/', first ? 'narrow the list: Escape clears, ↓ goes to the first that is left' : 'search', () => (first ?? document.querySelector('#q'))?.focus())
}
