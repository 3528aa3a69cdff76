// Marks of plots and maps light up the rows that they stand for, and rows their marks, under the pointer and under the focus.
{
  const marksOf = new Map()
  const rowsOf = new Map()
  const light = (elements, on) => elements.forEach(element => element.classList.toggle('lit', on))
  const watch = (element, act) => {
    for (const [start, end] of [['mouseenter', 'mouseleave'], ['focusin', 'focusout']]) {
      element.addEventListener(start, () => act(true))
      element.addEventListener(end, () => act(false))
    }
  }
  for (const mark of document.querySelectorAll('.plot a[data-rows], .map svg a[href^="#"]')) {
    const ids = mark.dataset.rows?.split(' ') ?? [mark.getAttribute('href').slice(1)]
    // what is folded away in a row, as others that give the same value are, is shown by its row
    const rows = [...new Set(ids.map(id => document.getElementById(id)).map(row => row?.closest('tr') ?? row))].filter(Boolean)
    rows.forEach(row => marksOf.set(row, [...(marksOf.get(row) ?? []), mark]))
    rowsOf.set(mark, rows)
    watch(mark, on => light(rows, on))
  }
  // marks of rows that a list has narrowed away stand back
  document.addEventListener('narrowed', () => {
    for (const [mark, rows] of rowsOf) mark.classList.toggle('out', rows.length > 0 && rows.every(row => row.hidden))
  })
  // a map that is closer moves to the mark of the row
  const show = mark => {
    const pan = mark.closest('.pan')
    if (!pan?.offsetParent) return
    const box = mark.getBoundingClientRect(), frame = pan.getBoundingClientRect()
    const x = (box.left + box.right) / 2 - frame.left, y = (box.top + box.bottom) / 2 - frame.top
    if (x < 0 || x > frame.width) pan.scrollLeft += x - frame.width / 2
    if (y < 0 || y > frame.height) pan.scrollTop += y - frame.height / 2
  }
  for (const [row, marks] of marksOf) {
    watch(row, on => {
      light(marks, on)
      if (on) marks.forEach(show)
    })
  }
}
