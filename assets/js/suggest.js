// data-suggest="/address" on a search form: a combobox over the form's [role=listbox], filled by ?q=… with [role=option] links.
import { attach } from "./attach.js"

attach("form[data-suggest]", (form) => {
  const input = form.querySelector("input[type=search]")
  const list = form.querySelector("[role=listbox]")
  let timer, running, current = -1

  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }).forEach((pair) => input.setAttribute(...pair))

  const options = () => [...list.querySelectorAll("[role=option]")]

  function show(open) {
    list.hidden = !open
    input.setAttribute("aria-expanded", String(open))
    if (!open) mark(-1)
  }

  function mark(index) {
    current = index
    options().forEach((option, at) => {
      option.id ||= `${list.id}-${at}`
      option.setAttribute("aria-selected", String(at === index))
    })
    const option = options()[index]
    if (option) input.setAttribute("aria-activedescendant", option.id)
    else input.removeAttribute("aria-activedescendant")
    option?.scrollIntoView({ block: "nearest" })
  }

  async function ask() {
    running?.abort()
    const words = input.value.trim()
    if (words.length < 2) return show(false)
    running = new AbortController()
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: running.signal, headers: { "X-Fragment": list.id } })
      if (!answer.ok) return show(false)
      list.innerHTML = await answer.text()
      options().forEach((option) => { option.tabIndex = -1 })
      mark(-1)
      show(options().length > 0)
    } catch (error) {
      if (error.name !== "AbortError") show(false)
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120) })
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return
    const { length } = options()
    if (event.key === "ArrowDown") mark(current + 1 < length ? current + 1 : -1)
    else if (event.key === "ArrowUp") mark(current < 0 ? length - 1 : current - 1)
    else if (event.key === "Enter" && current >= 0) options()[current].click()
    else if (event.key === "Escape") show(false)
    else return
    event.preventDefault()
  })
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false) })
})
