// data-typed="/address" and data-fragment="id" on a field: what is typed is sent along as ?q=… and the answer fills the element
// of that id, so that a question may find its answer before it is asked. Fewer than three letters empty it. Silent on failure.
import { attach } from "./attach.js"
import { load } from "./fragment.js"

attach("[data-typed]", (field) => {
  let timer, running
  field.addEventListener("input", () => {
    clearTimeout(timer)
    running?.abort()
    timer = setTimeout(() => {
      if (field.value.trim().length < 3) return document.getElementById(field.dataset.fragment)?.replaceChildren()
      running = new AbortController()
      const url = new URL(field.dataset.typed, location)
      url.searchParams.set("q", field.value.trim())
      load(url, field.dataset.fragment, { signal: running.signal }).catch(() => {})
    }, 120)
  })
})
