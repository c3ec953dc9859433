// data-key="g o" on a link, button or field: these keys press or focus it. data-key-label names it in the list that `?` opens.
// Keys rest while one types and while a dialog is open.
const help = document.querySelector("[data-keys-help] .keys")
const typing = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"
let pressed = "", timer

const declared = () => [...document.querySelectorAll("[data-key]")].filter((element) => !element.hidden)

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift") return
  if (event.key === "Escape" && event.target.matches(typing)) return event.target.blur()
  if (event.target.matches(typing) || document.querySelector("dialog[open]")) return
  clearTimeout(timer)
  timer = setTimeout(() => { pressed = "" }, 1200)
  pressed = `${pressed} ${event.key}`.trim()
  const all = declared()
  const found = all.find(({ dataset }) => dataset.key === pressed) ?? all.find(({ dataset }) => dataset.key === event.key)
  if (!found) {
    if (!all.some(({ dataset }) => dataset.key.startsWith(`${pressed} `))) pressed = ""
    return
  }
  event.preventDefault()
  pressed = ""
  if (found.dataset.key === "?") list()
  if (found.matches(typing)) found.select?.()
  found.matches(typing) ? found.focus() : found.click()
})

document.querySelector("[data-key='?']")?.addEventListener("click", list)

function list() {
  help?.replaceChildren(...declared().map((element) => {
    const row = document.createElement("div")
    const keys = document.createElement("dt")
    const name = document.createElement("dd")
    for (const key of element.dataset.key.split(" ")) {
      const cap = document.createElement("kbd")
      cap.className = "kbd"
      cap.textContent = key
      keys.append(cap, " ")
    }
    name.textContent = element.dataset.keyLabel ?? element.textContent.trim()
    row.append(keys, name)
    return row
  }))
}
