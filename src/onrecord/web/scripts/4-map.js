// The map: without this it grows in three steps and scrolls; with it by any step, around the pointer, by drag and by key.
{
  const MOST = 8
  const STEP = 1.4
  for (const pan of document.querySelectorAll('.map .pan')) {
    const figure = pan.closest('.map')
    const steps = [...figure.querySelectorAll('.near input')]
    let times = 1
    // from afar it is the heaviest place, which comes first, that comes closer; else what is in the middle
    const middle = () => {
      const frame = pan.getBoundingClientRect(), mark = pan.querySelector('.pt').getBoundingClientRect()
      return times > 1 ? [frame.width / 2, frame.height / 2] : [mark.x + mark.width / 2 - frame.x, mark.y + mark.height / 2 - frame.y]
    }
    const zoom = (to, at = middle()) => {
      const [x, y] = at
      to = Math.min(Math.max(to, 1), MOST)
      const across = (pan.scrollLeft + x) / times, down = (pan.scrollTop + y) / times
      times = to
      figure.classList.add('any')
      figure.style.setProperty('--k', times)
      // the labels are those of the step below; the style sheet shows them
      steps[times < 1.9 ? 0 : times < 3.8 ? 1 : 2].checked = true
      pan.scrollLeft = across * times - x
      pan.scrollTop = down * times - y
      less.disabled = times <= 1
      more.disabled = times >= MOST
    }
    const button = (words, label, act) => {
      const made = make('button', { type: 'button', 'aria-label': label }, words)
      made.addEventListener('click', act)
      return made
    }
    const less = button('−', 'Farther', () => zoom(times / STEP))
    const more = button('+', 'Closer', () => zoom(times * STEP))
    less.disabled = true
    figure.querySelector('.near').prepend(less, more)
    steps.forEach((input, n) => input.addEventListener('change', () => zoom(2 ** n)))
    pan.setAttribute('aria-label', 'Map: plus and minus bring it closer, the arrows move it')
    pan.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const frame = pan.getBoundingClientRect()
      zoom(times * Math.exp(-Math.min(Math.max(event.deltaY, -60), 60) / 120), [event.clientX - frame.left, event.clientY - frame.top])
    }, { passive: false })
    pan.addEventListener('dblclick', event => {
      const frame = pan.getBoundingClientRect()
      zoom(event.shiftKey ? times / 2 : times * 2, [event.clientX - frame.left, event.clientY - frame.top])
    })
    pan.addEventListener('keydown', event => {
      const to = { '+': times * STEP, '=': times * STEP, '-': times / STEP, 0: 1 }[event.key]
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      zoom(to)
    })
    // a drag moves the map; that it is let go over a mark is no click on it. A finger scrolls it by itself.
    let held = null
    pan.addEventListener('pointerdown', event => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return
      held = { x: event.clientX, y: event.clientY, left: pan.scrollLeft, top: pan.scrollTop, moved: false }
    })
    addEventListener('pointermove', event => {
      if (!held) return
      const x = event.clientX - held.x, y = event.clientY - held.y
      held.moved ||= Math.abs(x) + Math.abs(y) > 4
      pan.scrollLeft = held.left - x
      pan.scrollTop = held.top - y
    })
    addEventListener('pointerup', () => {
      const dragged = held?.moved
      held = null
      if (dragged) addEventListener('click', event => event.preventDefault(), { capture: true, once: true })
    })
    pan.addEventListener('dragstart', event => event.preventDefault())
  }
  if (document.querySelector('.map .pan')) onKey('+', 'closer (on the map; also −, 0 for all of it, and the arrows)', () => document.querySelector('.map:not([hidden]) .pan')?.focus())
}
